"""What goes into the frozen program beside its code, and what of the libraries stays out; read by frozen.spec."""

import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = ("b12calc", "b12calc_ui")
_CODE: Final = (".py", ".pyc")
# Where a package came from and when: it says nothing of the package, and the folders of the one who built.
OF_INSTALLERS: Final = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
_PINNED: Final = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)

# Modules that no path of the program reaches. Network first: of it only Qt's local sockets remain.
LEFT_OUT: Final = (
    *("ssl", "_ssl", "_hashlib", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc", "socketserver", "webbrowser"),
    *(
        "asyncio",
        "jeepney.io.asyncio",
        "jeepney.io.trio",
        "polars._utils.nest_asyncio",
        "http.server",
        "http.cookiejar",
    ),
    *("tkinter", "_tkinter", "turtle", "sqlite3", "_sqlite3", "curses", "_curses", "readline", "dbm", "_gdbm"),
    *(
        "_uuid",
        "unittest",
        "doctest",
        "pydoc",
        "pydoc_data",
        "lib2to3",
        "ensurepip",
        "venv",
        "pip",
        "setuptools",
        "pkg_resources",
    ),
    *("numpy", "pandas", "pyarrow", "IPython", "matplotlib", "pytest", "hypothesis", "rich"),
    *("lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.sax", "lxml.doctestcompare", "pydantic.v1"),
    *("PIL._avif", "PIL._webp", "PIL._imagingft", "PIL._imagingcms", "PIL._imagingtk", "PIL.ImageQt", "PIL.ImageTk"),
    *(f"PySide6.Qt{name}" for name in ("Qml", "Quick", "OpenGL", "OpenGLWidgets", "Sql", "Test", "Xml", "UiTools")),
)

# Kinds of pictures that no paper holds, and tests of libraries.
SPARED: Final = re.compile(r"PIL\.(?!Png|Jpeg|Gif|Ppm|Bmp)\w+ImagePlugin$|\.tests?(\.|$)")
HOLIDAY_NAMES: Final = ("locale/en_GB/LC_MESSAGES/GB.mo", "locale/en_US/LC_MESSAGES/US.mo")

# Libraries of the system that are taken along, because a desktop may lack them or has them under another name.
TAKEN_ALONG: Final = (
    *("libffi.so.8", "libbz2.so.1.0", "liblzma.so.5"),
    *("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0", "libxcb-keysyms.so.1"),
    *("libxcb-render-util.so.0", "libxcb-util.so.1"),
)

_PLUGINS: Final = r"Qt/plugins/"
# Pieces of Qt that the program does not use; the names are alike on Linux, Windows (without lib) and macOS.
DROPPED: Final = re.compile(
    r"Qt/translations/|Qt/qml/|Qt/libexec/"
    rf"|{_PLUGINS}(tls|networkinformation|sqldrivers|qmltooling|vectorimageformats|generic|egldeviceintegrations)/"
    rf"|{_PLUGINS}platforminputcontexts/\w*virtualkeyboard"
    rf"|{_PLUGINS}platforms/\w*(linuxfb|eglfs|minimal|vnc|vkkhr)"
    rf"|{_PLUGINS}platformthemes/\w*gtk3"
    rf"|{_PLUGINS}imageformats/\w*(pdf|tga|tiff|wbmp|webp|icns|gif|jpeg)"
    rf"|{_PLUGINS}wayland-graphics-integration-(server|client/\w*(vulkan|drm|shm|dmabuf))"
    r"|Qt6(Pdf|Qml|Quick|VirtualKeyboard|EglF[Ss]\w*|Sql|Test|OpenGLWidgets|WaylandCompositor|WaylandEglCompositor)"
    rf"|{_PLUGINS}wayland-shell-integration/\w*(ivi|fullscreen|wl-shell|qt-shell)"
    r"|opengl32sw|d3dcompiler"
)


def files(installed: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file of the installed program that is no code, with its folder; ``installed`` holds the packages."""
    for package in PACKAGES:
        for path in sorted((installed / package).rglob("*")):
            if path.is_file() and path.suffix not in _CODE:
                yield path, path.parent.relative_to(installed).as_posix()


def modules(installed: Path) -> list[str]:
    """Return the name of every module of the program, since some are imported by name."""
    found = []
    for package in PACKAGES:
        for path in sorted((installed / package).rglob("*.py")):
            parts = path.relative_to(installed).with_suffix("").parts
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return [name for name in found if not name.endswith("__main__")]


def run_time() -> list[str]:
    """Return the names of the packages the program runs with, as the lock file has them."""
    return _PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))


def papers() -> Iterator[tuple[Path, str]]:
    """Yield version and licence of each package that is installed here and that the program runs with."""
    for name in ("b12calc", *run_time()):
        try:
            held = metadata.distribution(name).files or ()
        except metadata.PackageNotFoundError:  # of another system
            continue
        for file in held:
            if file.parts[0].endswith(".dist-info") and file.name not in OF_INSTALLERS:
                yield Path(str(file.locate())), file.parent.as_posix()


def strangers(packages: Iterable[str]) -> list[str]:
    """Return those of the named top packages that belong to a distribution the program does not run with."""
    known = {_plain(name) for name in ("b12calc", *run_time())}
    owners = metadata.packages_distributions()
    # A folder of libraries (pillow.libs) bears the name of its distribution.
    return sorted(name for name in set(packages) if not known & {_plain(one) for one in owners.get(name, [name])})


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
