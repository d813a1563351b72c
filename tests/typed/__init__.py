"""What type checkers say of code that uses plandocs: the documents', and a page of all names."""
