"""Gather every sentence that a person may meet in the program, to be read over in one go.

    python tools/gather_words.py > words.txt

Takes the sources and gives, file by file, the texts of messages, findings, notes and command help
(string literals, an f-string with its parts in braces), the texts of the tables of codes and of the
wording of letters, and what stands between the tags of the desk's pages. Docstrings, patterns,
queries and markup are left out. The tests read the same list for words that only developers know.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "src" / "plandocs"
_FEWEST_WORDS = 3
_NO_SENTENCE = re.compile(
    r"\(\?|\\b|<\w|xmlns|schemas\.|\bSELECT\b|\bINSERT\b|\bPRAGMA\b|\bDELETE\b|\bCREATE\b|;base64"
    r"|-src '|^[\w.]+ \| |\{%"
)
_TAGS = re.compile(r"(?s){#.*?#}|{%.*?%}|<script.*?</script>|<[^>]*>")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield each text with the place in the sources where it stands."""
    for path in sorted(SOURCES.rglob("*")):
        place, texts = path.relative_to(SOURCES).as_posix(), _texts(path)
        for line, text in texts:
            yield f"{place}:{line}" if line else place, " ".join(text.split())


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix == ".py":
        yield from _literals(ast.parse(path.read_text("utf-8")))
    elif path.name in ("problems.toml", "wording.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        yield from ((0, text) for text in _values(data) if _is_sentence(text))
    elif path.suffix == ".html":
        lines = _TAGS.sub("\n", path.read_text("utf-8")).split("\n")
        yield from ((0, line) for line in lines if _is_sentence(line))


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    aside = {id(part) for node in ast.walk(tree) for part in _no_words(node)}
    for node in ast.walk(tree):
        text = None if id(node) in aside else _text(node)
        if text is not None and _is_sentence(text):
            yield node.lineno, text  # type: ignore[attr-defined]  # what has a text has a line


def _no_words(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is no text of its own: docstrings, and the parts of f-strings."""
    if isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from node.values


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(each) for each in node.values)
    return None


def _part(node: ast.expr) -> str:
    if isinstance(node, ast.FormattedValue):
        return f"{{{ast.unparse(node.value)}}}"
    return _text(node) or ""


def _values(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for each in data.values():
            yield from _values(each)
    elif isinstance(data, str):
        yield data


def _is_sentence(text: str) -> bool:
    words = re.sub(r"\{[^{}]*\}", "", text).split()
    letters = sum(each.isalpha() or each.isspace() for each in text)
    enough = len(words) >= _FEWEST_WORDS and letters > 0.6 * len(text)
    return enough and _NO_SENTENCE.search(text) is None


if __name__ == "__main__":
    for where, sentence in sentences():
        print(f"{where}\t{sentence}")
