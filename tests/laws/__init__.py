"""The laws that hold for every form, the toy form in `forms/` included."""
