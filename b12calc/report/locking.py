"""Lock a finished PDF with a password for transport: AES with 256 bits (ISO 32000-2, 7.6.4, revision 6), no less.

A locked file may not claim PDF/A, and no checker has seen one, so it claims neither PDF/A nor PDF/UA; pages, tags, data
and seal are those of the open file. Reading aloud stays allowed. The password is kept nowhere and never said.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Encryption, Permissions

from b12calc.problems import Problem, ProblemsFound
from b12calc.report.sealing import sealed

SHORTEST: Final = 8  # characters (DESIGN)
LONGEST: Final = 127  # bytes in UTF-8; ISO 32000-2 reads no more
_CLAIMS: Final = re.compile(rb"<pdf(?:aid|uaid):\w+>[^<]*</pdf(?:aid|uaid):\w+>\n?")
_SCHEMA: Final = re.compile(rb"<rdf:Description [^>]*pdfaExtension.*?</rdf:Description>\n", re.DOTALL)


def read_password(data: bytes, place: str) -> str:
    """Return the password in the first line of a file. Raises ProblemsFound, which never shows what was given."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemsFound((Problem(place, "UTF-8 text was expected, the password in its first line"),)) from None
    return checked_password((text.splitlines() or [""])[0], place)


def checked_password(text: str, place: str) -> str:
    """Return a password that a PDF can be locked with. Raises ProblemsFound, which never shows what was given."""
    password = unicodedata.normalize("NFC", text)
    if len(password) < SHORTEST or len(password.encode("utf-8", "replace")) > LONGEST:
        why = f"a password of at least {SHORTEST} characters was expected, and of at most {LONGEST} bytes"
        raise ProblemsFound((Problem(place, why),))
    if not password.isprintable():
        raise ProblemsFound((Problem(place, "a password of visible characters and spaces was expected"),))
    return password


def locked(data: bytes, password: str) -> bytes:
    """Return a finished PDF locked and sealed; its bytes differ each time, for the key is drawn by chance."""
    rules = Encryption(owner=password, user=password, R=6, aes=True, metadata=True, allow=Permissions())
    with pikepdf.open(BytesIO(data)) as file:
        about = file.Root.Metadata
        about.write(_SCHEMA.sub(b"", _CLAIMS.sub(b"", about.read_bytes())))
        out = BytesIO()
        file.save(out, encryption=rules, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return sealed(out.getvalue())
