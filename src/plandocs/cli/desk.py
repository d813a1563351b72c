"""``plandocs desk``: the same in a browser on this computer, for people who use no terminal."""

from __future__ import annotations

import click

from plandocs.cli.console import say
from plandocs.desk import ensure_installed


@click.command("desk")
@click.argument("folder", required=False, default=".", type=click.Path())
@click.option("--no-browser", is_flag=True, help="Open no browser; print the address.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port; a free one if left out."
)
@click.option("--shortcut", is_flag=True, help="Make a start icon for it, and open nothing.")
def command(folder: str, no_browser: bool, port: int, shortcut: bool) -> int:
    """Open the desk of FOLDER in the browser: this folder if left out.

    FOLDER is a cycle: what came back, who is expected, and what is made of it. A new one begins
    with three steps, or with samples to try; a folder of plans is taken as it is. Everything stays
    on this computer.
    """
    ensure_installed()
    if shortcut:
        from plandocs.desk.shortcut import make_shortcut

        say(f"The start icon is made: {make_shortcut(folder)}")
        return 0
    from plandocs.desk.server import serve

    serve(folder, port=port, browser=not no_browser, say=say)
    return 0
