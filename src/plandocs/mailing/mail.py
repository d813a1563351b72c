"""A letter as an e-mail draft: an .eml that opens for sending (``X-Unsent: 1``), plan attached.

The standard library's own `email` writes it, and nothing in it varies: the same letter gives the
same bytes.
"""

from __future__ import annotations

import mimetypes
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import NamedTuple

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Attachment(NamedTuple):
    """A file that goes with a draft."""

    name: str
    data: bytes


def draft(name: str, address: str, subject: str, text: str, attached: Attachment | None) -> bytes:
    """Return a draft to one person; without a usable address it has no ``To``."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = subject
    to = address_of(name, address)
    if to is not None:
        message["To"] = to
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    if attached is not None:
        kind = WORD if attached.name.endswith(".docx") else mimetypes.guess_type(attached.name)[0]
        main, _, sub = (kind or "application/octet-stream").partition("/")
        message.add_attachment(attached.data, main, sub, filename=attached.name)
        message.set_boundary(f"=={sha256(text.encode() + attached.data).hexdigest()[:40]}==")
    return message.as_bytes()


def address_of(name: str, address: str) -> Address | None:
    """Return an address with its name; None for what is no address."""
    if not (address.isascii() and address.isprintable()) or " " in address:
        return None
    try:
        result = Address(" ".join(name.split()), addr_spec=address)
    except (HeaderParseError, MessageError, ValueError, IndexError):
        return None
    return result if result.username and "." in result.domain else None
