"""The marks of the manual, read as Markdown."""

from b12calc_ui.markdown import anchor_of, to_html


def no_picture(name: str, words: str) -> str:
    return f"[{name} {words}]"


def test_marks_become_html_and_nothing_else_is_read_as_markup() -> None:
    html = to_html(
        "# A <b>\ntext\n\n* one\n  more\n* two\n\n1. x\n\n| a | b |\n| --- | --- |\n| `c` | **d** |", no_picture
    )
    assert "<h1><a name='a-b'></a>A &lt;b&gt;</h1>\n<p>text</p>" in html
    assert "<ul><li>one more</li><li>two</li></ul>\n<ol><li>x</li></ol>" in html
    assert "<th>b</th>" in html and "<kbd>c</kbd>" in html and "<b>d</b>" in html and "---" not in html
    assert to_html("![words](p.png)", no_picture).startswith("<p>[p.png words]</p>")
    assert anchor_of("B12: what, and how") == "b12-what-and-how"
