"""What field trials found: one document for each kind of fault, and what is right."""
