"""The desk: who is let in, what it takes in, what its pages show."""
