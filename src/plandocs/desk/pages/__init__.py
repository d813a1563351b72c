"""The pages of the desk, one file each: what it shows, and what its forms do."""
