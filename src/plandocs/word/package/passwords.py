"""Documents that are protected with a password.

The bytes of the document inside never touch the disk. The work is msoffcrypto-tool's, an optional
dependency.
"""

from __future__ import annotations

import io
import struct
from xml.parsers.expat import ExpatError

from plandocs.errors import Corrupt, Encrypted, TooLarge

_MOST_SPINS = 1_000_000
# What msoffcrypto-tool lets through where a header lies about itself.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ExpatError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
)


def decrypted(data: bytes, password: str, source: str) -> bytes:
    """The document inside.

    Raises `Encrypted` for a wrong password and without msoffcrypto-tool, `Corrupt` where the
    encryption makes no sense.
    """
    try:
        import msoffcrypto
        from msoffcrypto.exceptions import (
            DecryptionError,
            FileFormatError,
            InvalidKeyError,
            ParseError,
        )
    except ImportError:
        raise Encrypted(
            "it needs a password, and files with one need msoffcrypto-tool; install it with "
            'pip install "plandocs[passwords]"',
            source,
        ) from None
    out = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        _ensure_quick(getattr(office, "info", {}).get("spinValue", 0), source)
        # The old format's password is always verified, and its method does not take the word.
        verify = {"verify_password": True} if office.format == "ooxml" else {}
        office.load_key(password=password, **verify)
        office.decrypt(out)
    except InvalidKeyError:
        raise Encrypted("the password does not open it; give the right one", source) from None
    except DecryptionError as error:
        raise Encrypted(
            f"it is encrypted in a way that cannot be undone here ({error}); open it in Word with "
            "the password and save it without one",
            source,
        ) from None
    except (FileFormatError, ParseError, *_DAMAGE) as error:
        raise Corrupt(f"its encryption is damaged ({error}); get it again", source) from None
    return out.getvalue()


def _ensure_quick(spins: int, source: str) -> None:
    """Refuse a file that makes every try of a password take minutes."""
    if spins > _MOST_SPINS:
        raise TooLarge(
            f"it asks for {spins:,} rounds for each try of a password, and Office for 100,000; it "
            "was not opened; open it in Word with the password and save it without one",
            source,
        )
