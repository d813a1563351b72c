"""Golden cases: one folder for each thing that Word or people do to a form."""
