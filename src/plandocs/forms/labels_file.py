"""The file in which a person teaches labels: a field a line, beside it the agency's words.

Takes a form, the fields that a blank gave away by other words, those without a place, and the
blank's own words, and gives TOML, in the shape that ``--labels`` takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plandocs.description.form import FormSpec
from plandocs.description.taught import CONTEXT, labels_in

_HEAD = """\
# The words that our form prints for its labels. Each line: a field of the form = "our words",
# or several: ["our words", "other words"]. A field that is left at "" is not taught.
# Then: plandocs template tag BLANK --labels THIS-FILE, and --labels THIS-FILE with every command.
form = {form}
"""
_GUESSED = "found by these words; is it right?"
_NOT_FOUND = "no place was found for it"
_LOOSE = """
# Words of the blank that stand for no field. What is the label of a field goes into the line of
# that field above. What is a label for more than the form has goes under [context], by a name of
# your own, and its tag {{ context.position_title }} shows the column Position title of your list:
# [context]
# position_title = "Position title:"
#
"""
_LINE = 100


def labels_file(
    form: FormSpec,
    guessed: Mapping[str, str],
    missing: Iterable[str],
    loose: Sequence[str],
) -> str:
    """The file for one blank; ``guessed`` are fields with the words that gave them away."""
    entries = {path: (words, _GUESSED) for path, words in guessed.items()}
    entries |= dict.fromkeys(missing, ("", _NOT_FOUND))
    return "".join(_lines(form, entries, loose))


def _lines(
    form: FormSpec, entries: Mapping[str, tuple[str, str]], loose: Sequence[str]
) -> Iterator[str]:
    yield _HEAD.format(form=_quoted(form.name))
    table = ""
    for path, label in labels_in(form).items():
        words, why = entries.get(_reported(path), ("", ""))
        if not why:
            continue
        if table != (table := ".".join(path[:-1])):
            yield f"\n[{table}]\n"
        name = path[-1] if path[0] != "printed" else _quoted(path[-1])
        yield f"{name} = {_quoted(words)}  # {' '.join(label.split())}: {why}\n"
    if loose:
        yield _LOOSE
        yield from (f"#   {' '.join(text.split())[:_LINE]}\n" for text in loose)


def _reported(path: tuple[str, ...]) -> str:
    """A field as the tagging of a blank names it."""
    kind, *names = path
    if kind == "printed":
        return f"{names[0]}: {names[1]}"
    return "" if kind in ("sections", CONTEXT) else ".".join(names)


def _quoted(text: str) -> str:
    """A text as TOML has it, which in one line is as JSON has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
