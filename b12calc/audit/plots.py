"""Pictures of counts as SVG, drawn by us: black, white and grey, every bar with its figure beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_WIDTH: Final = 680
_LABEL, _BAR, _ROW = 228, 290, 24  # points
_TALL: Final = 14
_SIZE: Final = 12
_PANEL, _PANEL_LABEL, _PANEL_BAR = 340, 84, 150
_PANEL_TALL: Final = 10
_STEPS: Final = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_FILLS: Final = ("#333", "#fff", "#bbb")
_SMALL: Final = 10
_STYLE: Final = 'font-family="\'Noto Sans\',Arial,sans-serif" fill="#000"'


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one bar: its name, its share from 0 to 1, what is printed at its end, and the interval of the share."""

    name: str
    share: float
    told: str
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Hold one small picture: a name, and for each row a bar of every series; None where there is nobody."""

    name: str
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


def end_of(shares: Sequence[float]) -> float:
    """Return the share at the full width of a picture: round, and not below any of the shares."""
    return next((step for step in _STEPS if step >= max(shares, default=0.0)), 1.0)


def bars(title: str, said: str, items: Sequence[Bar]) -> str:
    """Return bars one below another; ``said`` tells the picture to those who cannot see it."""
    ends = [max(one.share, one.interval[1] if one.interval else 0.0) for one in items]
    end = end_of(ends)
    lines = []
    for place, one in enumerate(items):
        top = place * _ROW + (_ROW - _TALL) / 2
        wide = one.share / end * _BAR
        lines += [
            _text(_LABEL - 8, top + _TALL - 3, one.name, "end"),
            f'<rect x="{_LABEL}" y="{top:.1f}" width="{wide:.1f}" height="{_TALL}" fill="#888" stroke="#000"/>',
        ]
        right = wide
        if one.interval is not None:
            low, high = (edge / end * _BAR for edge in one.interval)
            lines.append(_whisker(_LABEL + low, _LABEL + high, top + _TALL / 2))
            right = max(right, high)
        lines.append(_text(_LABEL + right + 8, top + _TALL - 3, one.told))
    foot = len(items) * _ROW
    lines.append(f'<line x1="{_LABEL}" y1="0" x2="{_LABEL}" y2="{foot}" stroke="#000"/>')
    lines += _axis(foot, end)
    return _page(title, said, _WIDTH, foot + 22, lines)


def panels(title: str, said: str, series: Sequence[str], items: Sequence[Panel]) -> str:
    """Return small pictures two in a row, each with its own scale, and what the bars of each row stand for."""
    lines = list(_key(series))
    heads = 28.0
    for first in range(0, len(items), 2):
        pair = items[first : first + 2]
        for place, one in enumerate(pair):
            lines.append(f'<g transform="translate({place * _PANEL},{heads:.0f})">{_panel(one, len(series))}</g>')
        heads += 34 + _high(len(series)) * max(len(one.rows) for one in pair)
    return _page(title, said, _WIDTH, heads, lines)


def _panel(one: Panel, series: int) -> str:
    end = end_of([share for _, row in one.rows for share in row if share is not None])
    high = _high(series)
    lines = [_text(0, 12, one.name).replace("<text", '<text font-weight="bold"')]
    lines.append(_text(_PANEL - 16, 12, f"full width {end * 100:g} %", "end", _SMALL))
    for place, (name, row) in enumerate(one.rows):
        top = 20 + place * high
        lines.append(_text(_PANEL_LABEL - 8, top + high / 2 + 1, name, "end"))
        for number, share in enumerate(row):
            lines.append(_small_bar(top + number * (_PANEL_TALL + 2), share, end, _FILLS[number]))
    foot = 20 + len(one.rows) * high
    lines.append(f'<line x1="{_PANEL_LABEL}" y1="18" x2="{_PANEL_LABEL}" y2="{foot - 2:.0f}" stroke="#000"/>')
    return "".join(lines)


def _small_bar(top: float, share: float | None, end: float, fill: str) -> str:
    """Return one bar of a small picture with its figure; of nobody there is no share."""
    if share is None:
        return _text(_PANEL_LABEL + 5, top + _PANEL_TALL - 1, "nobody", size=_SMALL)
    wide = share / end * _PANEL_BAR
    return (
        f'<rect x="{_PANEL_LABEL}" y="{top:.1f}" width="{wide:.1f}" height="{_PANEL_TALL}" fill="{fill}"'
        ' stroke="#000" stroke-width="0.8"/>'
        + _text(_PANEL_LABEL + wide + 5, top + _PANEL_TALL - 1, f"{share * 100:.1f} %", size=_SMALL)
    )


def _high(series: int) -> float:
    """Return how high a row of a small picture is."""
    return max(series, 2) * (_PANEL_TALL + 2) + 4


def _key(series: Sequence[str]) -> list[str]:
    lines, x = [], 0
    for name, fill in zip(series, _FILLS, strict=False):
        lines.append(
            f'<rect x="{x + 0.5}" y="3" width="18" height="11" fill="{fill}" stroke="#000" stroke-width="0.8"/>'
        )
        lines.append(_text(x + 24, 13, name))
        x += 40 + 8 * len(name)
    return lines


def _axis(foot: int, end: float) -> list[str]:
    lines = [f'<line x1="{_LABEL}" y1="{foot}" x2="{_LABEL + _BAR}" y2="{foot}" stroke="#000"/>']
    for part in (0.0, 0.5, 1.0):
        x = _LABEL + part * _BAR
        lines.append(f'<line x1="{x:.0f}" y1="{foot}" x2="{x:.0f}" y2="{foot + 4}" stroke="#000"/>')
        lines.append(_text(x, foot + 18, f"{part * end * 100:g} %", "middle"))
    return lines


def _whisker(left: float, right: float, y: float) -> str:
    return (
        f'<path d="M{left:.1f} {y:.1f}H{right:.1f}M{left:.1f} {y - 4:.1f}v8M{right:.1f} {y - 4:.1f}v8"'
        ' stroke="#000" stroke-width="1.6" fill="none"/>'
    )


def _text(x: float, y: float, text: str, side: str = "start", size: int = _SIZE) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{side}" font-size="{size}" {_STYLE}>{escape(text)}</text>'


def _page(title: str, said: str, width: float, height: float, lines: Sequence[str]) -> str:
    """Return a whole picture with its name and what it tells in words."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" style="background:#fff" aria-label="{escape(f"{title}. {said}")}">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>{''.join(lines)}</svg>"
    )
