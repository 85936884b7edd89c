"""Colours, sizes and the type family of the three themes; colour never carries a meaning alone."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from b12calc.assets import asset

BASE_POINTS = 10.0
ZOOMS = (100, 110, 125, 150, 175, 200, 250, 300)


class Theme(NamedTuple):
    """Hold the colours of one theme; text pairs reach 4.5:1, edges and shapes 3:1."""

    name: str
    window: str
    paper: str
    field: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    wash: str
    error: str
    emergency: str
    urgent: str
    soon: str
    routine: str
    low: str
    middle: str
    high: str


LIGHT = Theme(
    "light", window="#f3f4f1", paper="#ffffff", field="#ffffff", text="#1a1f24", muted="#525c65", line="#d3d7d4",
    edge="#7d878f", accent="#0b5a78", on_accent="#ffffff", wash="#e4eef2", error="#9e1b22", emergency="#9e1b22",
    urgent="#a14400", soon="#6d5a00", routine="#2b6540", low="#f0d3c8", middle="#f3e9c6", high="#d5e6d8",
)  # fmt: skip
DARK = Theme(
    "dark", window="#1c2125", paper="#15191c", field="#101316", text="#e6e9eb", muted="#a7b0b7", line="#363e45",
    edge="#7c8790", accent="#7cc4e0", on_accent="#0c1a20", wash="#22323a", error="#ff9a94", emergency="#ff9a94",
    urgent="#ffb27a", soon="#e6cf6a", routine="#8fd0a4", low="#5a352a", middle="#51481f", high="#28452f",
)  # fmt: skip
CONTRAST = Theme(
    "contrast", window="#000000", paper="#000000", field="#000000", text="#ffffff", muted="#ffffff", line="#8c8c8c",
    edge="#ffffff", accent="#ffe14d", on_accent="#000000", wash="#262600", error="#ffb3b3", emergency="#ffb3b3",
    urgent="#ffc48a", soon="#ffe14d", routine="#b4ffc8", low="#6b2a1a", middle="#5c5200", high="#0f5223",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
SYSTEM = "system"

# Every ink on every ground it is really painted on: words first, then edges, rings and shapes.
WORDS_ON = {
    "window": ("text", "muted", "error", "accent"),
    "paper": ("text", "muted", "error", "accent", "emergency", "urgent", "soon", "routine"),
    "field": ("text", "muted", "error"),
    "wash": ("text", "muted"),
    "accent": ("on_accent",),
    "low": ("text",),
    "middle": ("text",),
    "high": ("text",),
    "emergency": ("paper",),
    "urgent": ("paper",),
}
STROKES_ON = {
    "window": ("edge", "accent", "error", "text"),
    "paper": ("edge", "accent", "text", "muted", "emergency", "urgent", "soon", "routine"),
    "field": ("edge", "accent", "error", "muted"),
    "wash": ("edge", "accent", "error", "text"),
    "accent": ("on_accent",),
    "low": ("text",),
    "middle": ("text",),
    "high": ("text",),
}


class Look:
    """Hold the theme and text size in force; widgets ask it when they paint."""

    def __init__(self) -> None:
        self.theme = LIGHT
        self.zoom = 100
        self.family = ""

    def px(self, pixels: float) -> int:
        """Scale a length of the 4-px grid with the text size."""
        return round(pixels * self.zoom / 100)

    def colour(self, name: str) -> QColor:
        """Return one named colour of the theme in force."""
        return QColor(getattr(self.theme, name))

    def points(self, scale: float = 1.0) -> float:
        """Return a size of type relative to the text size, in points."""
        return BASE_POINTS * scale * self.zoom / 100

    def font(self, scale: float = 1.0, bold: bool = False) -> QFont:
        """Return the one type family in a size relative to the text size, in one of its two weights."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points(scale))
        font.setBold(bold)
        return font


look = Look()


def system_theme() -> str:
    """Return the theme nearest to what the system asks for."""
    hints = QGuiApplication.styleHints()
    return nearest(hints.accessibility().contrastPreference(), hints.colorScheme())


def nearest(preference: Qt.ContrastPreference, scheme: Qt.ColorScheme) -> str:
    """Return a theme: high contrast where it is asked for, else dark or light."""
    if preference == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def dress(app: QApplication, name: str, zoom: int) -> None:
    """Put a theme and text size in force for the whole application and restyle what is already there."""
    look.theme, look.zoom = THEMES[system_theme() if name == SYSTEM else name], zoom
    app.setPalette(_palette(look.theme))
    if not look.family:
        look.family = _load_family()
    font = QFont(look.family) if look.family else QFont(app.font())
    font.setPointSizeF(BASE_POINTS * zoom / 100)
    app.setFont(font)
    # The new size reaches the widgets by posted events: measured before them, rows would keep the old size.
    QApplication.sendPostedEvents()
    for widget in app.allWidgets():
        restyle = getattr(widget, "restyle", None)
        if restyle is not None:
            restyle()
        widget.updateGeometry()
        widget.update()


def bar_sheet() -> str:
    """Return the style of the menu bar: entries as high as every other target."""
    theme, tall = look.theme, max(4, look.px(4))
    return (
        f"QMenuBar {{background: {theme.window}; color: {theme.text};}}"
        f"QMenuBar::item {{padding: {tall}px {look.px(7)}px; background: transparent;}}"
        f"QMenuBar::item:selected, QMenuBar::item:pressed {{background: {theme.accent}; color: {theme.on_accent};}}"
    )


def _load_family() -> str:
    """Load the shipped family; fall back quietly to the system's where the files are not there."""
    families: list[str] = []
    for file in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        try:
            number = QFontDatabase.addApplicationFont(str(asset("fonts", file)))
        except FileNotFoundError:
            continue
        families += QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else QApplication.font().family()


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: theme.window, roles.WindowText: theme.text, roles.Base: theme.field, roles.Text: theme.text,
        roles.AlternateBase: theme.window, roles.Button: theme.window, roles.ButtonText: theme.text,
        roles.BrightText: theme.error, roles.Highlight: theme.accent, roles.HighlightedText: theme.on_accent,
        roles.PlaceholderText: theme.muted, roles.ToolTipBase: theme.paper, roles.ToolTipText: theme.text,
        roles.Link: theme.accent, roles.LinkVisited: theme.accent, roles.Light: theme.paper, roles.Midlight: theme.line,
        roles.Mid: theme.line, roles.Dark: theme.edge, roles.Shadow: theme.edge, roles.Accent: theme.accent,
    }  # fmt: skip
    palette = QPalette()
    for role, colour in pairs.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette
