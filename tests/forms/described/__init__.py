"""Forms that are described in files, as an agency's HR has them."""
