"""Files and folders: which are meant, their names, and writing them whole or not at all."""
