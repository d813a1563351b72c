"""The roll-up: what is counted, what is kept, what stays out."""
