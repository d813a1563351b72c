"""Tags in a blank: written into it, checked, rendered with the values of a plan."""
