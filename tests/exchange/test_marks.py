"""What is done to free text, and what each line is coded with: exact, so that old notes stay readable."""

import pytest

from b12calc.exchange.marks import entered, line_code, lines_of, parted, printed, quoted, unquoted, whole_code, words_of


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("plain text", "plain text"),
        ("  two   spaces ", "two spaces"),
        ("tab\there\r\nand a line\x0b\x0c\x85\u2028\u2029end", "tab here and a line end"),
        ("\u201cdouble\u201d \u201elow\u201f 5\u2033", '"double" "low" 5"'),
        ("\u2018single\u2019 \u201alow\u201b 5\u2032", "'single' 'low' 5'"),
        ("a\u2010b\u2011c\u2012d\u2013e\u2014f\u2015g\u2212h", "a-b-c-d-e-f-g-h"),
        ("no\u00a0break", "no break"),
        ("so\u00adft \u200bzero \u202eturned \u2060joined", "soft zero turned joined"),
        ("e\u0301", "\u00e9"),
        ("bell\x07 nul\x00s", "bell nul s"),
        ("lone \ud800 half", "lone half"),
        ("\u2022 dot", "\u2022 dot"),
        ("", ""),
    ],
)
def test_free_text_is_held_plain(typed: str, held: str) -> None:
    assert entered(typed) == held


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", '"plain"'),
        ("", '""'),
        ('a "b" \\c', '"a \\"b\\" \\\\c"'),
        ("[x] *y*", '"\\[x\\] \\*y\\*"'),
        ("pre- and post-op -5 - a-b", '"pre\\- and post-op \\-5 \\- a-b"'),
        ("1-2 a-", '"1-2 a\\-"'),
        ("\u2022 a \u00b7 b \u25aa c", '"\\\u2022 a \\\u00b7 b \\\u25aa c"'),
    ],
)
def test_free_text_is_written_so_that_no_sign_of_it_is_taken_for_the_notes_own(text: str, written: str) -> None:
    assert quoted(text) == written
    assert unquoted(written) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a, b, c", ["a", "b", "c"]),
        ("a,b", ["a,b"]),
        ('name "x, y", age 5', ['name "x, y"', "age 5"]),
        ('name "x \\", y", age 5', ['name "x \\", y"', "age 5"]),
        ('5, name "never ends, here', ["5", 'name "never ends', "here"]),
        ("", [""]),
        ("a, ", ["a", ""]),
        (", a", ["", "a"]),
        ('"x", "y, z"', ['"x"', '"y, z"']),
    ],
)
def test_a_line_is_parted_outside_quotes_only(text: str, parts: list[str]) -> None:
    assert parted(text) == parts


def test_findings_are_parted_by_another_sign() -> None:
    assert parted('a + "b + c" + d, e', " + ") == ["a", '"b + c"', "d, e"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "000"), ("a", "2y0"), ("Patient: nothing known", "1yp"), ("Visit: 12 Mar 2026", "927"), ("x" * 1024, "hvk")],
)
def test_the_code_of_a_line_is_what_it_always_was(text: str, code: str) -> None:
    assert line_code(text) == code


def test_the_code_of_all_lines_is_what_it_always_was_and_hangs_on_their_order() -> None:
    assert whole_code(["a", "b"]) == "frcfedsh"
    assert whole_code([]) == "werc8gmr"
    assert whole_code(["b", "a"]) != whole_code(["a", "b"]) != whole_code(["ab"])


def test_a_line_is_printed_within_76_columns_its_code_beside_its_last_word() -> None:
    for length in range(60, 90):
        rows = printed("word " * (length // 5) + "x" * (length % 5 or 1))
        assert max(map(len, rows)) <= 76
        assert rows[-1].split()[-2:][-1].startswith("[")
        assert len(rows[-1].split()) >= 2
        assert all(row.startswith("    w") or row.startswith("    x") for row in rows[1:])
    assert printed("Visit: 12 Mar 2026") == ["Visit: 12 Mar 2026 [927]"]


def test_a_word_longer_than_thirty_is_parted_never_beside_a_hyphen_or_with_a_stub() -> None:
    def pieces(word: str) -> list[int]:
        return [len(one.removesuffix("\\")) for one in " ".join(printed(word)).split()[:-1]]

    assert pieces("x" * 30) == [30]
    assert pieces("x" * 31) == [31]  # the rest would be too short to stand alone
    assert pieces("x" * 39) == [39]
    assert pieces("x" * 40) == [30, 10]
    assert pieces("x" * 100) == [30, 30, 30, 10]
    assert pieces("x" * 29 + "-" + "x" * 29) == [31, 28]
    assert pieces("x" * 30 + "-" + "x" * 29) == [32, 28]
    assert pieces('\\"' * 30) == [30, 30]  # a marked sign is never cut in two


def test_words_are_joined_that_were_parted_at_a_line_end() -> None:
    def found(text: str) -> list[tuple[str, int, int]]:
        return [(one.text, one.line, one.last) for one in words_of(text)]

    assert found("one two") == [("one", 1, 1), ("two", 1, 1)]
    assert found("a\\\n b") == [("ab", 1, 2)]
    assert found("a\\\\\n b") == [("a\\\\", 1, 1), ("b", 2, 2)]  # an escaped backslash parts nothing
    assert found("a\\\\\\\n b") == [("a\\\\b", 1, 2)]
    assert found("well-\nknown") == [("well-known", 1, 2)]
    assert found("well-\n-known") == [("well-", 1, 1), ("-known", 2, 2)]
    assert found("-\nknown") == [("known", 2, 2)]
    assert found("\u201c-\nknown") == [('"-', 1, 1), ("known", 2, 2)]
    assert found("- one\n* two\n\u2022 three\n\u25cb\u25cb four") == [
        ("one", 1, 1), ("two", 2, 2), ("three", 3, 3), ("four", 4, 4),
    ]  # fmt: skip
    assert found("a\u2022b") == [("a\u2022b", 1, 1)]
    for end in ("\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        assert found(f"one{end}two") == [("one", 1, 1), ("two", 2, 2)]
    assert found("") == []


def test_a_line_ends_at_its_code_or_at_what_is_left_of_one() -> None:
    def found(text: str) -> list[tuple[str, str, bool, int]]:
        return [(one.text, one.place, one.whole, one.until) for one in lines_of(words_of(text))]

    assert found("Visit: 12 Mar 2026 [927]") == [("Visit: 12 Mar 2026", "line 1", True, 5)]
    assert found("Visit: 12\nMar 2026\n[927]") == [("Visit: 12 Mar 2026", "lines 1 to 3", True, 5)]
    assert found("Visit: 13 Mar 2026 [927]") == [("Visit: 13 Mar 2026", "line 1", False, 5)]
    assert found("Visit: 12 Mar 2026 [92") == [("Visit: 12 Mar 2026 [92", "line 1", False, 5)]
    assert found("Visit: 12 Mar 2026 927]") == [("Visit: 12 Mar 2026 927]", "line 1", False, 5)]
    assert found("a [2y0] b") == [("a", "line 1", True, 2)]
    assert found('a "\\[no\\]" [2y0]') == [('a "\\[no\\]"', "line 1", False, 3)]
    assert found("no code at all") == []
