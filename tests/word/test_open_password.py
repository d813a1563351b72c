"""Documents with a password: opened with the right one, in memory; refused in clear words."""

from __future__ import annotations

import io
import sys
import zipfile

import msoffcrypto
import pytest
from tests.documents import opc
from tests.documents.ole import ole

from plandocs.errors import Corrupt, Encrypted, TooLarge
from plandocs.word.package.open import open_package


@pytest.fixture(scope="module")
def locked() -> bytes:
    # msoffcrypto-tool writes packages under 4,096 bytes that it cannot read itself.
    plain = opc.zipped(opc.parts() | {"word/media/photo.png": bytes(9000)}, zipfile.ZIP_STORED)
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(plain)).encrypt("Sesam 1", out)
    return out.getvalue()


def test_the_right_password_opens_and_the_sum_is_that_of_the_file_as_it_came(locked: bytes) -> None:
    package = open_package(locked, password="Sesam 1")
    assert package.xml(package.main) == opc.document()
    assert package.sha256 != open_package(opc.docx()).sha256


@pytest.mark.parametrize(
    ("password", "words"),
    [
        (None, "needs a password"),
        ("", "needs a password"),
        ("sesam 1", "does not open it"),
        ("Sésame", "does not open it"),
    ],
)
def test_no_password_and_a_wrong_one_are_told_apart(
    locked: bytes, password: str | None, words: str
) -> None:
    with pytest.raises(Encrypted, match=words):
        open_package(locked, password=password)


def test_a_password_for_a_file_without_one_does_no_harm() -> None:
    assert open_package(opc.docx(), password="x").main == "word/document.xml"


def test_encryption_that_makes_no_sense_is_corrupt(locked: bytes) -> None:
    with pytest.raises(Corrupt, match="encryption is damaged"):
        open_package(locked.replace(b"<keyData", b"<keyDate"), password="Sesam 1")


def test_a_file_that_makes_every_try_take_minutes_is_too_large(locked: bytes) -> None:
    begin, end = (
        locked.index(b'spinCount="100000"'),
        locked.index(b" hashSize", locked.index(b"spin")),
    )
    asked = locked[begin:end].replace(b"100000", b"9000000")
    slow = locked[:begin] + asked[:-1] + locked[end:]
    with pytest.raises(TooLarge, match="9,000,000 rounds"):
        open_package(slow, password="Sesam 1")


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_half_of_an_encrypted_file_is_corrupt_for_no_password_would_open_it(
    locked: bytes, share: float
) -> None:
    with pytest.raises(Corrupt, match="cut off"):
        open_package(locked[: int(len(locked) * share)])


def test_encryption_that_is_not_supported_is_still_encrypted() -> None:
    with pytest.raises(Encrypted, match="cannot be undone here"):
        open_package(ole("EncryptionInfo", "EncryptedPackage"), password="x")


@pytest.mark.parametrize("password", [None, "x"])
@pytest.mark.parametrize(
    "streams",
    [
        ("\6DataSpaces", "DRMEncryptedDataSpace", "EncryptedPackage"),
        ("\6DataSpaces", "DRMEncryptedTransform", "EncryptedPackage", "\5SummaryInformation"),
        ("\6DataSpaces", "\tDRMDataSpace", "\tDRMContent", "WordDocument"),
    ],
)
def test_what_a_rights_label_protects_is_told_as_that(
    streams: tuple[str, ...], password: str | None
) -> None:
    with pytest.raises(Encrypted, match=r"rights or sensitivity label; no password opens it"):
        open_package(ole(*streams), password=password)


def test_a_password_is_no_rights_label() -> None:
    streams = ("\6DataSpaces", "StrongEncryptionDataSpace", "EncryptionInfo", "EncryptedPackage")
    with pytest.raises(Encrypted, match="needs a password"):
        open_package(ole(*streams, "LabelInfo"))


def test_without_the_extra_the_error_says_what_to_install(
    locked: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    with pytest.raises(Encrypted) as caught:
        open_package(locked, password="Sesam 1")
    assert 'pip install "plandocs[passwords]"' in caught.value.message
