"""Whether the laws of ``form check`` hold for what is learnt from real blanks, with no edit.

``python -m tests.learn.laws`` prints for each blank of the corpus whether they do, and the causes
by count, of the 24 of the truth and of the others; with ``--long`` each fault.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from plandocs.errors import PlandocsError
from plandocs.filling.form_laws import tried
from plandocs.forms.form_file import FormFile
from plandocs.verbs.learn_form import learn_form
from tests.learn.score import HERE, blanks, truth


class Outcome(NamedTuple):
    """What came of one blank: how many fields its form has, and what speaks against each law."""

    fields: int
    left_out: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]

    @property
    def holds(self) -> bool:
        """Whether all laws hold."""
        return not self.faults


def edits() -> dict[str, list[list[str]]]:
    """The lines to put right in what is learnt from a blank, by its name: each as it was and is."""
    text = (HERE / "edits.toml").read_text(encoding="utf-8")
    return {each["file"]: each["lines"] for each in tomllib.loads(text)["document"]}


def edited(text: str, lines: list[list[str]]) -> str:
    """A form's file with these lines put right."""
    result = text.splitlines()
    for was, is_ in lines:
        at = result.index(was)
        result[at : at + 1] = [is_] if is_ else []
    return "\n".join(result) + "\n"


def outcome(data: bytes, lines: list[list[str]] | None = None) -> Outcome:
    """Learn a blank and try what was learnt on it, with these lines put right."""
    try:
        learnt = learn_form(data)
        form = FormFile(edited(learnt.text, lines or []), "our-form.toml", data).compiled()
        laws = tried(form, data).laws
    except PlandocsError as error:
        return Outcome(0, (), ((type(error).__name__, error.message),))
    faults = tuple((law.words, fault) for law in laws for fault in law.faults)
    return Outcome(len(learnt.fields), learnt.left_out, faults)


def outcomes() -> Iterator[tuple[str, bool, Outcome]]:
    """Each blank of the corpus: its name, whether it is one of the truth, what came of it."""
    school = {document["file"] for document in truth()}
    for name, data in sorted(blanks().items()):
        yield name, name in school, outcome(data)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="each fault")
    parser.add_argument("--edited", action="store_true", help="with the lines of edits.toml")
    parser.add_argument("--truth", action="store_true", help="only the blanks of the truth")
    parser.add_argument("--only", default="", help="blanks whose name holds this")
    options = parser.parse_args()
    holds, causes = Counter[bool](), Counter[str]()
    school = {document["file"] for document in truth()}
    for name, data in sorted(blanks().items()):
        if options.only not in name or (options.truth and name not in school):
            continue
        each = outcome(data, edits().get(name) if options.edited else None)
        holds[name in school] += each.holds
        causes.update({law for law, _ in each.faults})
        sign = "yes" if each.holds else "no "
        mark = "*" if name in school else " "
        print(f"{sign} {mark}{name:50} {each.fields:3} fields", flush=True)
        for law, fault in each.faults if options.long else ():
            print(f"         {law} {fault}")
    print(f"laws hold: of the truth's {holds[True]}, of the others {holds[False]}")
    for law, count in causes.most_common():
        print(f"{count:4} {law}")


if __name__ == "__main__":
    main()
