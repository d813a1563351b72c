"""Changes in documents that people have edited: values, tracked changes, comments."""
