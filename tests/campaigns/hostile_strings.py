"""Three hundred texts that mean something to a parser, a terminal, a font or a file system, and nothing to a reader."""

from random import Random
from typing import Final

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "markup": (
        "<para>", "</para>", "<b>bold", "<i>x</b></i>", "<br/>", "<p/>", "<super>2</super>", "<sub>12</sub>",
        "<font color=\"white\">hidden</font>", "<font size=0>gone</font>", "<seq id='1'/>", "<seqreset id='1'/>",
        "<bullet>x</bullet>", "<unichar code='0x41'/>", "<greek>a</greek>", "<nobr>x y</nobr>", "<ondraw/>",
        "<h1>Dose: 5 mg</h1>", "<table><tr><td>1</td></tr></table>", "<style>*{display:none}</style>",
        "</title></head><body>", "<!-- gone -->", "<?php exit ?>", "<![CDATA[x]]>", "]]>", "<smith>", "<", ">", "<<>>",
        "<svg onload=alert(1)>", "<script>alert(1)</script>", "</script><script>x</script>", "<iframe src=x>",
        "<base href='//x/'>", "<meta http-equiv=refresh content='0;url=//x'>", "<input autofocus onfocus=x>",
    ),
    "opens a file or a host": (
        '<img src="/etc/hostname"/>', "<img src='//host/share/x' width=1>", '<img src="file:///etc/passwd"/>',
        '<img src="http://127.0.0.1:9/x.png"/>', '<img src="data:image/png;base64,AAAA"/>', "<image href='x.svg'/>",
        '<a href="http://127.0.0.1:9/">x</a>', '<link href="http://127.0.0.1:9/"/>', "url(http://127.0.0.1:9/)",
        "@import '//127.0.0.1/x.css'", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        "<xi:include href='/etc/passwd'/>", "\\\\host\\share\\x", "//host/share/x", "file:///dev/zero", "jar:http://x!/",
        "smb://host/x", "[x](http://127.0.0.1:9/)", "![x](/etc/hostname)", "<embed src=/dev/tty>",
    ),
    "callback": (
        "<onDraw name='os.system' label='x'/>", "<ondraw name='b12calc'/>", "onDraw", "<evalString code='1+1'/>",
        "<font color=\"[[getattr(1,'a')]]\">x</font>", "__import__('os').system('id')", "{{7*7}}", "${7*7}", "#{7*7}",
        "<%= 7*7 %>", "{%raw%}", "${jndi:ldap://127.0.0.1/x}", "{0.__class__.__mro__}", "!!python/object:os.system",
        "<dynamic/>", "<cbDefn kind='onDraw'/>", "javascript:alert(1)", "/JS (app.alert(1))", "/OpenAction", "/AA",
    ),
    "format": (
        "%s", "%n%n%n%n", "%x %08x %(x)s %", "{0}", "{", "}", "{named}", "{why}", "{{}}", "%%EOF", "%PDF-1.7",
        "$(id) `id`", "$HOME %PATH%", "!event", "~root", "*", "?", "a;b|c&d>e", "\\n \\x41 \\", "\\", "\\u0041", "\\0",
        "=1+1", "+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "1,5", "١٢٣", "0x41", "1e309", "NaN", "-0", "null",
    ),
    "entity": (
        "&copy", "&amp;", "&#65;", "&lt;b&gt;", "&nbsp;", "&", "&&&", "&bogus;", "&#x202e;", "&#0;", "&#xD800;",
        "&amp;amp;lt;", "AT&T", "a &lt b", "&quot;", "&apos;",
    ),
    "quote": (
        '"', "'", "''", '"""', "'''", "`", "´", "“x”", "‘x’", "«x»", "O'Brien", "D’Arcy", 'said "no"', "\\'", '\\"',
        "'; DROP TABLE cases; --", '" onmouseover="x', "' or '1'='1", "x' y=\"z",
    ),
    "PDF": (
        ") Tj ET BT (", "(((", ")))", "endstream endobj", "stream\r\nx", "<</Type/Catalog>>", "q 1 0 0 1 0 0 cm",
        "Q Q Q", "BT /F1 12 Tf ET", "EMC", "/Artifact BMC", "startxref\n0\n%%EOF", "xref 0 1", "trailer",
        "<FEFF0041>", "\\101", "\\050", "1 0 obj", "%b12calc-seal/1 sha256:" + "0" * 64, "/URI (http://127.0.0.1:9/)",
    ),
    "path": (
        "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\Windows\\x", "CON", "NUL", "aux.txt", "a/b",
        ".", "..", "-", "--pdf=x", "-rf /", "~/.ssh/id_rsa", "file.pdf:stream", "a\tb", "x.json", "\\\\?\\C:\\x",
    ),
    "bidi": (
        "safe\u202etxt.exe", "\u202d1 mg\u202c", "\u2066x\u2069", "\u2067x", "\u200fx", "\u200ex", "\u061cx", "\u202b",
        "x\u202a", "142\u202e ng/L", "مريم", "שרה 12", "١٤٢", "a\u2068b", "\u2069\u2069",
    ),
    "control": (
        "\x00", "a\x00b", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x08\x08\x08x", "\x7f", "a\x85b",
        "\r\nInjected: 1", "a\nb", "a\rb", "a\x0bb\x0cc", "\x1a", "\x04", "\x9b31m", "\ufffe",
        "\uffff", "\ufff9x\ufffay\ufffb", "\x01\x02", "\ud800",
    ),
    "unseen": (
        "a\u200bb", "\u200c", "a\u200db", "\ufeffx", "\u2060", "\u00ad", "co\u00adop", "\u034f", "\u115f", "\u3164",
        "\u2028", "\u2029", "x\u00a0y", "\u2003x", "\U000e0041", "\ue000", "\ufe0f", "\u180e", "   x   ", "\u2800x",
    ),
    "letters": (
        "m\u0302", "Z\u0351\u0334\u0321a\u0315", "e\u0301", "ﬁ ﬀ ﬆ", "ß ẞ ſ", "İıIi", "Ǆ ǅ ǆ", "Å Å", "Ω Ω", "K K",
        "½ ⅓ ¼", "x² y³ z₄", "≤ ≥ ≠ ≈ ±", "× ÷ − ·", "€ £ ¥ ₹", "→ ← ↑", "王小明", "अनीता", "😀👍🏽", "𝟙𝟚",
        "ʻOkina", "Nguyễn Thị Ánh", "Ελένη", "Олександра Ґудзь", "ᾳ ῷ", "ŉ ǰ", "Ǹ ǹ", "Đặng", "№ ™ ® ©", "µ μ",
        "‰ ‱", "¿¡", "¨ ˆ ˇ",
    ),
    "long": (
        "W" * 480, "i" * 480, "x" * 200 + " " + "y" * 200, ("a" * 60 + "-") * 7, "<b>" * 160, "(" * 300, "\\" * 200,
        "&amp;" * 90, "word " * 95, "Ж" * 400, "m/" * 200, "." * 400,
    ),
}  # fmt: skip
LONGEST: Final = 480
COUNT: Final = 300


def strings(count: int = COUNT, seed: int = 1) -> list[tuple[str, str]]:
    """Return so many different texts with their kinds: those of the list, then glued ones; the same each time."""
    found = {text: kind for kind, texts in KINDS.items() for text in texts}
    listed, rng = list(found), Random(seed)
    while len(found) < count:
        first, second = rng.sample(listed, 2)
        text = rng.choice((f"{first}{second}", f"{first} {second} {first}", f'<b a="{first}">{second}</b>'))
        found.setdefault(text[:LONGEST], "mixed")
    if len(found) > count:
        found = dict(rng.sample(sorted(found.items()), count))
    return [(kind, text) for text, kind in found.items()]
