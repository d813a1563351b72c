"""``python -m plandocs``: the same as the command ``plandocs``."""

from plandocs.cli import main

if __name__ == "__main__":
    main()
