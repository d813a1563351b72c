"""A signature: a picture, or words that sign, or that say why nobody did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import ValidationInfo, model_validator

from plandocs.frozen import Frozen, built
from plandocs.kinds.kind import Asked, FieldContext, Names, Node, Notice
from plandocs.kinds.plain import Entry, Part, text_in, typed
from plandocs.kinds.written import TEXT_ONLY, WRITTEN, WrittenKind, object_node
from plandocs.normal.markers import normal_prose, prose
from plandocs.normal.paragraphs import Para
from plandocs.normal.signatures import Answer, SignatureData, answer, decided, is_signed

_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "signed"})
_NO = frozenset({"no", "n", "false", "0", "", "unsigned", "not signed"})
_UNSIGNED = "Not signed – "


class Signature(Frozen):
    """What stands in a signature's cell.

    ``signed`` without a text that signs is a picture or a drawing; a text that is not ``signed``
    says so, or leaves it in doubt.
    """

    signed: bool = False
    text: str = ""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any, info: ValidationInfo) -> Any:
        if data is None or isinstance(data, str):
            data = {"text": data or ""}
        if not isinstance(data, dict) or not set(data) <= {"text", "signed"}:
            return data
        text = typed(normal_prose(text_in(data.get("text"))))
        names = (data.own, data.others) if isinstance(data, SignatureData) else ("", "")
        return {"text": text, "signed": decided(text, data.get("signed"), *names)}

    def answer(self, names: Names) -> Answer:
        """What it says beside these names: ``signed``, ``unsigned`` or ``doubtful``."""
        if self.signed:
            return "signed"
        return "unsigned" if answer(self.text, *names) == "unsigned" else "doubtful"


def _yes_or_no(value: Entry) -> object:
    text = " ".join(str(value).casefold().split())
    return True if text in _YES else False if text in _NO else value


def _doubtful(text: str) -> Notice:
    message = (
        f"It is not certain that {text!r} is a signature; it counts as none until somebody has"
    )
    return Notice("doubtful-signature", f"{message} looked.")


class SignatureKind(WrittenKind):
    """A `Signature`."""

    name = "signature"
    nothing = Signature.model_construct(signed=False, text="")
    signs = True
    own = frozenset({"picture", "object"})
    parts: ClassVar[Mapping[str, Part]] = {
        "text": Part(("as written",)),
        "signed": Part(("signed",), _yes_or_no, exact=True),
    }
    expected = "expected the text of a signature"
    schema: ClassVar[Node] = object_node(
        "A signature; signed without text is a picture",
        *TEXT_ONLY,
        text=WRITTEN, signed={"type": ["boolean", "null"]},
    )  # fmt: skip
    note = "Leave blank to be signed in Word."

    def read(self, paras: Sequence[Para]) -> str:
        """The text, without markers."""
        return prose(paras)

    def made(self, text: str, context: FieldContext) -> Signature:
        """What the text says, with the picture beside it."""
        verdict = answer(text, *context.names, drawn=context.drawn())
        if verdict == "doubtful":
            context.note("doubtful-signature", _doubtful(text).message)
        return built(Signature, {"signed": verdict == "signed", "text": text})

    def gives_way(self, printed: str, *, hint: bool, ruled: bool) -> bool:
        """All that is printed there, but for a rule with its border."""
        return printed != "" and not ruled

    def control(self, choices: tuple[str, ...]) -> str:
        """None: people sign as they like."""
        return ""

    def joined(self, first: Signature, second: Signature) -> Signature:
        """Both texts; one that signs is enough."""
        text = "\n".join(filter(None, (first.text, second.text)))
        return built(Signature, {"signed": first.signed or second.signed, "text": text})

    def text(self, value: Signature) -> str:
        """Its text; of a picture, that it is there."""
        return value.text or ("signed" if value.signed else "")

    def prose(self, value: Signature) -> Sequence[str]:
        """None: whatever signs, signs."""
        return ()

    def listed(self, value: Signature) -> str:
        """Its text; of a picture, that it is there."""
        return value.text or ("(signed)" if value.signed else "")

    def signed(self, value: Signature) -> bool:
        """Whether it is a signature."""
        return value.signed

    def shown(self, data: Any) -> str:
        """Its text; else, whether there is a picture."""
        return self.data_text(data) or ("signed" if data["signed"] else "not signed")

    def told(self, data: Any) -> str:
        """Whether somebody signed, with the text; of a picture, that it is there."""
        if not isinstance(data, Mapping) or "signed" not in data:
            return super().told(data)
        status = "Signed" if data["signed"] else "Not signed"
        if text := data.get("text"):
            return f"{status}: {text}"
        return f"{status} (a picture, or ink)" if data["signed"] else status

    def asked(self, data: Mapping[str, Any] | None) -> Asked:
        """Its text, and whether it signs."""
        parts = data or {}
        hint, text = "Its text stays as it is typed here.", str(parts.get("text") or "")
        return Asked(text, "signature", hint, bool(parts.get("signed")))

    def answered(self, text: str, *, signed: bool) -> dict[str, Any]:
        """What somebody decided; what stood there stays with it."""
        bare = text.strip()
        if signed:
            return {"signed": True, "text": text.removeprefix(_UNSIGNED).strip()}
        says_so = not bare or bare.casefold().startswith("not signed")
        return {"signed": False, "text": bare if says_so else f"{_UNSIGNED}{bare}"}

    def doubts(self, value: Signature, names: Names) -> Iterator[Notice]:
        """A text that may sign or not."""
        if value.answer(names) == "doubtful":
            yield _doubtful(value.text)

    def findings(self, value: Signature, names: Names) -> Iterator[Notice]:
        """That nobody signed, or that it is in doubt."""
        if value.answer(names) == "unsigned":
            yield Notice("not-signed", "", "this is not signed.")
        yield from self.doubts(value, names)

    def lacking(self, value: Signature, names: Names) -> str:
        """Nothing: who has signed is told apart."""
        return ""

    def unwritten(self, value: Signature, names: Names) -> str:
        """A picture: only the text beside it can be written."""
        if not value.signed or is_signed(value.text, *names):
            return ""
        written = f"holds {value.text!r} alone" if value.text else "is blank"
        return f"a signature that is a picture cannot be filled in; the cell {written}."


SignatureField = Annotated[Signature, SignatureKind()]
