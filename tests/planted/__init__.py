"""One word that nobody else has, planted somewhere in a form: a reader has to give it back."""
