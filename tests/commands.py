"""A command of plandocs run in this process."""

from __future__ import annotations

import pytest

from plandocs.cli import main


def run(*arguments: object) -> int:
    """Run a command to its end, and return its exit status."""
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code
