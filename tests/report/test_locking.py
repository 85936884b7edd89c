"""A record locked for transport: 256 bits or nothing, whole for who has the password, and no claim that is untrue."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from b12calc.cli import main
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.report import asks_password, build, embedded_assessment, embedded_case, fault, lock, password_of, pdf
from tests.command_line import SAMPLE, TODAY, Capture, files, refused
from tests.report.examples import deficient, deficient_case

PASSWORD = "correct horse Ünïcode"
OPEN = pdf(build(deficient_case(), deficient()))
LOCKED = lock(OPEN, PASSWORD)


def test_the_lock_is_aes_of_256_bits_in_its_last_revision_and_leaves_reading_aloud() -> None:
    with pikepdf.open(BytesIO(LOCKED), password=PASSWORD) as file:
        assert (file.encryption.R, file.encryption.V, file.encryption.bits) == (6, 5, 256)
        assert {str(file.encryption.stream_method), str(file.encryption.string_method)} == {"EncryptionMethod.aesv3"}
        assert file.allow.accessibility
    assert b"Elinor" not in LOCKED and b"Ashby" not in LOCKED and b"Vitamin" not in LOCKED


def test_a_locked_record_opens_with_its_password_alone_and_holds_the_same() -> None:
    assert asks_password(LOCKED) and not asks_password(OPEN)
    assert fault(LOCKED, PASSWORD) == ""
    assert embedded_case(LOCKED, PASSWORD) == embedded_case(OPEN)
    assert embedded_assessment(LOCKED, PASSWORD) == embedded_assessment(OPEN)
    reader = pypdf.PdfReader(BytesIO(LOCKED), password=PASSWORD)
    assert "Elinor Ashby" in reader.pages[0].extract_text()


@pytest.mark.parametrize("password", ["", "wrong password", PASSWORD.upper()])
def test_without_the_right_password_there_is_one_sentence(password: str) -> None:
    said = "the password given does not open it" if password else "it is locked with a password, which was not given"
    assert fault(LOCKED, password) == said
    with pytest.raises(ProblemsFound, match=said):
        embedded_case(LOCKED, password)


def test_a_locked_file_claims_no_archive_and_no_standard_that_nobody_checked() -> None:
    with pikepdf.open(BytesIO(LOCKED), password=PASSWORD) as file:
        about = file.Root.Metadata.read_bytes()
        assert b"pdfaid:part" not in about and b"pdfuaid:part" not in about and b"pdfaExtension" not in about
        assert b"<dc:title>" in about and bool(file.Root.MarkInfo.Marked)
        with file.open_metadata() as read:
            assert (read.pdfa_status, read.get("dc:format")) == ("", "application/pdf")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_changed_byte_of_a_locked_file_is_found(share: float) -> None:
    place = int(len(LOCKED) * share)
    changed = LOCKED[:place] + bytes([LOCKED[place] ^ 1]) + LOCKED[place + 1 :]
    assert fault(changed, PASSWORD)


@pytest.mark.parametrize(
    "given", [b"\nsecond", b"short", b"\xff" * 9, b"x" * 128, b"bell \x07 bell", "ä".encode() * 64]
)
def test_a_password_that_cannot_be_is_refused_and_not_shown(given: bytes) -> None:
    with pytest.raises(ProblemsFound) as found:
        password_of(given, "--password-file")
    said = str(found.value)
    assert "expected" in said and given.decode("utf-8", "replace") not in said


@pytest.fixture
def secret(case: Path) -> Path:
    path = case.parent.parent / "secret.txt"
    path.write_text(f"{PASSWORD}\nsecond line\n", "utf-8")
    return path


def test_the_command_line_locks_and_verifies_with_a_password_file(case: Path, secret: Path, capsys: Capture) -> None:
    with_it = ("--password-file", str(secret))
    assert main(["assess", str(case), *TODAY, "--pdf", "out.pdf", *with_it]) == 0
    assert read_case(embedded_case(Path("out.pdf").read_bytes(), PASSWORD)) == read_case(SAMPLE.read_bytes())
    assert main(["verify", "out.pdf", *with_it]) == 0
    assert "whole" in capsys.readouterr().out
    (line,) = refused(capsys, "verify", "out.pdf")
    assert line == "b12calc: out.pdf: it is locked with a password; give it with --password-file"
    secret.write_text("another password", "utf-8")
    (line,) = refused(capsys, "verify", "out.pdf", *with_it)
    assert line == "b12calc: out.pdf: the password given does not open it"


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "no record": (("--note", "out.txt"), "--password-file goes with --pdf"),
    "no file": (("--pdf", "out.pdf", "--password-file", "none.txt"), "its file cannot be read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_password_file_that_cannot_serve_writes_nothing(name: str, case: Path, secret: Path, capsys: Capture) -> None:
    options, said = REFUSED[name]
    (line,) = refused(capsys, "assess", str(case), *TODAY, "--password-file", str(secret), *options)
    assert said in line and PASSWORD not in line
    assert files(case) == {}


def test_the_keyboard_is_asked_where_there_is_one(
    case: Path, secret: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    monkeypatch.setattr("sys.stdin", type("Keyboard", (), {"isatty": lambda self: True})())
    Path("out.pdf").write_bytes(LOCKED)
    assert main(["verify", "out.pdf"]) == 0
    assert PASSWORD not in "".join(capsys.readouterr())
