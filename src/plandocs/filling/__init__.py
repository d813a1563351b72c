"""A plan becomes a document: the agency's own values, the proof, the folder it goes to."""
