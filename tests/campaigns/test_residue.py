"""The reader of traces finds what was planted, wherever a call carries it, and lets the chosen folder be."""

import pytest

from tests.campaigns import residue_session as session
from tests.campaigns.residue import read_trace

CHOSEN = "/home/doctor/papers"


def spelled(text: str | bytes) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return b"".join(b"\\x%02x" % byte for byte in data)


def written(path: str, data: str | bytes) -> bytes:
    return b'17 write(3<%s>, "%s", 9) = 9' % (spelled(path), spelled(data))


@pytest.mark.parametrize("text", session.PLANTED)
def test_a_planted_text_is_found_in_either_spelling_and_in_pieces(text: str) -> None:
    middle = len(text) // 2
    for lines in (
        [written("/tmp/x", text)],
        [written("/tmp/x", text.encode("utf-16-le"))],
        [written("/tmp/x", f"a{text[:middle]}"), written("/tmp/x", f"{text[middle:]}b")],
        [b'9 sendto(4<socket:[1]>, "%s", 9, 0, NULL, 0) = 9' % spelled(text)],
        [b'9 rename("%s", "%s") = 0' % (spelled("/tmp/a"), spelled(f"/tmp/{text}.txt"))],
        [b'9 openat(AT_FDCWD, "%s", O_WRONLY|O_CREAT, 0666) = 3' % spelled(f"/tmp/{text}")],
    ):
        assert text in [word for _where, word in read_trace(b"\n".join(lines), CHOSEN)["hits"]]


def test_the_chosen_folder_reading_and_other_words_are_no_hits() -> None:
    lines = [
        written(f"{CHOSEN}/a.json", session.NAME),
        written("/tmp/x", "nothing of the kind"),
        b'9 openat(AT_FDCWD, "%s", O_RDONLY) = 3' % spelled(f"/tmp/{session.NAME}"),
        b'9 rename("%s", "%s") = 0' % (spelled(f"{CHOSEN}/.b"), spelled(f"{CHOSEN}/{session.NAME}")),
    ]
    found = read_trace(b"\n".join(lines), CHOSEN)
    assert found["hits"] == [] and found["bytes in chosen files"] == len(session.NAME)


def test_sockets_are_told_by_their_kind_and_a_payload_cut_short_is_counted() -> None:
    lines = [
        b"9 socket(AF_UNIX, SOCK_STREAM, 0) = 5<socket:[1]>",
        b"9 connect(6<socket:[2]>, {sa_family=AF_INET, sin_port=htons(80)}, 16) = 0",
        b'9 write(3</tmp/x>, "%s"..., 99) = 99' % spelled("long"),
    ]
    found = read_trace(b"\n".join(lines), CHOSEN)
    assert found["sockets"] == {"AF_UNIX": 1, "AF_INET": 1} and found["cut short"] == 1
