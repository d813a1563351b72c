"""The readers that are measured, one module each; see ``answer`` for how to add one."""
