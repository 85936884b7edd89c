"""The draft on the disk: sealed, whole, for this user only, and refused where one bit differs."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc_ui.draft_file import HOURS, KEY_BYTES, NAME, DraftDamaged, DraftFile, seal, unseal

ROOT = Path(__file__).resolve().parents[2]
KEY, OTHER = bytes(range(KEY_BYTES)), bytes(KEY_BYTES)
PLAIN = b"Zephyrine Quillfeather, 143.7319 ng/L" * 4
NOW = 1_795_000_000
DIES = """
import os, sys
from pathlib import Path
from b12calc import files
from b12calc_ui.draft_file import DraftFile
moment, folder, key = sys.argv[1], Path(sys.argv[2]), bytes(range(32))
die = lambda *words: os._exit(9)
if moment == "replace":
    files.os.replace = die
elif moment == "flush":
    files.os.fsync = die
else:
    files._flush_folder = die
DraftFile(folder).write(b"new", key, 1_795_000_000)
"""


@given(st.binary(max_size=2000), st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES), st.integers(0, 2**40))
def test_what_was_sealed_is_opened_and_no_two_seals_are_alike(plain: bytes, key: bytes, written: int) -> None:
    sealed = seal(plain, key, written)
    assert unseal(sealed, key) == plain
    assert seal(plain, key, written) != sealed


def test_every_single_flipped_bit_is_refused() -> None:
    sealed = bytearray(seal(PLAIN, KEY, NOW))
    for place in range(len(sealed)):
        for bit in range(8):
            sealed[place] ^= 1 << bit
            with pytest.raises(DraftDamaged):
                unseal(bytes(sealed), KEY)
            sealed[place] ^= 1 << bit
    assert unseal(bytes(sealed), KEY) == PLAIN


def test_every_shorter_or_longer_file_is_refused() -> None:
    sealed = seal(PLAIN, KEY, NOW)
    for damaged in (*(sealed[:length] for length in range(len(sealed))), sealed + b"\0", b"", sealed[1:]):
        with pytest.raises(DraftDamaged):
            unseal(damaged, KEY)


@pytest.mark.parametrize("key", [OTHER, b"", KEY[:-1], KEY + b"\0"])
def test_another_key_is_refused(key: bytes) -> None:
    with pytest.raises(DraftDamaged):
        unseal(seal(PLAIN, KEY, NOW), key)


def test_nothing_of_the_text_stands_in_the_file() -> None:
    sealed = seal(PLAIN, KEY, NOW)
    assert not any(PLAIN[start : start + 6] in sealed for start in range(len(PLAIN) - 6)) and KEY not in sealed


@pytest.mark.skipif(sys.platform == "win32", reason="looks at modes as Linux and macOS have them")
def test_the_draft_is_for_this_user_only_the_first_time_and_the_next(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "draft")
    mask = os.umask(0)
    try:
        file.make_folder()
        for _ in range(2):
            file.write(PLAIN, KEY, NOW)
            assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.folder.stat().st_mode) == 0o700
    finally:
        os.umask(mask)
    assert [path.name for path in file.folder.iterdir()] == [NAME]


@pytest.mark.parametrize("moment", ["flush", "replace", "after"])
@pytest.mark.parametrize("older", [b"old", None])
def test_a_process_killed_while_writing_leaves_the_old_or_the_new_draft_whole(
    tmp_path: Path, moment: str, older: bytes | None
) -> None:
    file = DraftFile(tmp_path)
    if older is not None:
        file.write(older, KEY, NOW)
    path = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}"}
    run = subprocess.run([sys.executable, "-W", "error", "-c", DIES, moment, str(tmp_path)], env=path, check=False)
    assert run.returncode == 9
    if moment == "after":
        assert unseal(file.read(), KEY) == b"new"
    elif older is None:
        assert not file.exists()
    else:
        assert unseal(file.read(), KEY) == older
    # What lies beside it is sealed too, and goes before the next draft is written.
    for part in tmp_path.glob(".b12calc-*.part"):
        assert b"new" not in part.read_bytes()
    file.sweep()
    assert {one.name for one in tmp_path.iterdir()} <= {NAME}


def test_a_draft_is_old_after_a_day_and_so_is_one_a_day_ahead_of_the_clock(tmp_path: Path) -> None:
    file, day = DraftFile(tmp_path), HOURS * 3600
    assert not file.is_old(NOW) and file.written() is None
    file.write(PLAIN, KEY, NOW)
    assert file.written() == NOW
    for now, old in ((0, False), (day - 1, False), (day, True), (10 * day, True), (1 - day, False), (-day, True)):
        assert file.is_old(NOW + now) is old


def test_a_file_that_is_no_draft_is_as_old_as_the_file_system_says_and_goes_all_the_same(tmp_path: Path) -> None:
    file = DraftFile(tmp_path)
    file.path.write_bytes(b"anything")
    os.utime(file.path, (NOW, NOW))
    assert file.written() == NOW and file.is_old(NOW + 24 * 3600) and not file.is_old(NOW + 60)
    (tmp_path / ".b12calc-x.part").write_bytes(b"rest")
    file.remove()
    assert list(tmp_path.iterdir()) == [] and not file.exists()
    file.remove()


def test_a_file_far_too_large_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    file = DraftFile(tmp_path)
    with file.path.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(DraftDamaged):
        file.read()
