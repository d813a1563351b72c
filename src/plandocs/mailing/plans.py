"""The plan that goes with a letter, as bytes: the file as it came, if it is that file still.

A plan that was given as data is filled into its form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from plandocs.container.limits import Limits
from plandocs.division.documents import Copy
from plandocs.errors import PlandocsError
from plandocs.files.names import safe
from plandocs.files.zipped import content_of
from plandocs.filling.render import ready, render
from plandocs.mailing.compose import Enclosed
from plandocs.mailing.mail import Attachment
from plandocs.mailing.which import Case
from plandocs.model.findings import Finding
from plandocs.word.package.open import open_package
from plandocs.word.revise.remarks import is_signed

LIVE = "live-content"
Comment = Callable[[bytes, Sequence[Finding]], bytes]
"""What puts findings into a document as comments."""


def plan_of(case: Case, limits: Limits) -> tuple[Attachment | None, str]:
    """Return the plan of a case to attach, and why there is none where one was read.

    A file with macros, or that fetches something when it is opened, is not sent on.
    """
    copy = case.copy
    if copy is None:
        return None, ""
    reading, path = copy.reading, Path(copy.reading.source)
    if not reading.sha256:
        return _filled(case.name, copy), ""
    if any(issue.code == LIVE for issue in reading.issues):
        return (
            None,
            "The plan is not attached: opened, it would start or fetch something.",
        )
    try:
        data = path.read_bytes() if path.is_file() else content_of(path, limits)
    except (OSError, PlandocsError):
        data = None
    if data is None:
        return None, "The plan is not attached: its file is not there."
    if sha256(data).hexdigest() != reading.sha256:
        return None, "The plan is not attached: its file was changed since it was read."
    return Attachment(_name(case.name, path.suffix.casefold()), data), ""


def with_comments(
    case: Case, plan: Attachment | None, comment: Comment
) -> tuple[Attachment | None, Enclosed]:
    """Return the plan with each point as a comment in its place; as it came where none can be."""
    if plan is None:
        return None, Enclosed()
    if not case.findings or not plan.name.endswith(".docx"):
        return plan, Enclosed(attached=True)
    try:
        data = comment(plan.data, case.findings)
    except PlandocsError:
        return plan, Enclosed(attached=True, sealed=_is_sealed(plan.data))
    return Attachment(plan.name, data), Enclosed(attached=True, comments=True)


def _is_sealed(content: bytes) -> bool:
    """Tell whether it carries a digital signature, which comments would break."""
    try:
        return is_signed(open_package(content, convert=False))
    except PlandocsError:
        return False


def _filled(name: str, copy: Copy) -> Attachment:
    return Attachment(_name(name, ".docx"), render(copy.plan, ready(copy.form), copy.form).data)


def _name(name: str, suffix: str) -> str:
    return f"{safe(name, room=60)} – plan{suffix}"
