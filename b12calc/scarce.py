"""The end of a start for which there is not enough memory: one sentence, an exit code of its own, no traceback.

Only what the system refuses for want of memory is told so; every other fault of the program stays what it is.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from typing import Final

NO_MEMORY: Final = 5
SENTENCE: Final = (
    "there is not enough memory to run b12calc now: close other programs, then start it again "
    "(older files are untouched)"
)
# What loaders of libraries say: of Linux, of the C library, of macOS, of Windows.
_REFUSED: Final = (
    "failed to map segment from shared object",
    "cannot allocate memory",
    "cannot create shared object descriptor",
    "could not load shared object file",
    "paging file is too small",
)
_SPARE: Final = 64 << 20
# What window and rules need of addresses beside a bare Python, measured on Linux; Qt without it ends by a signal.
WINDOW: Final = 160 << 20


def spared(deed: Callable[[], int]) -> int:
    """Do it and return its exit code; where memory does not suffice, say so on standard error and return 5."""
    try:
        return deed()
    except Exception as error:
        if not for_want_of_memory(error):
            raise
    # After the handler: what was built is let go by now, so that there is room for a sentence.
    say()
    return NO_MEMORY


def say() -> None:
    """Say the sentence on standard error, where there is one."""
    with contextlib.suppress(OSError):  # a start from a menu may have none
        os.write(2, f"b12calc: {SENTENCE}\n".encode())


def for_want_of_memory(error: BaseException) -> bool:
    """Tell whether an error, or one that it came from, is a refusal of memory by the system.

    A library that cannot be loaded is one if its loader says so, or if this process gets no memory worth the name.
    """
    return any(_is_refusal(one) for one in _chain(error))


def _is_refusal(error: BaseException) -> bool:
    if isinstance(error, MemoryError):
        return True
    if isinstance(error, ModuleNotFoundError):
        return False
    if isinstance(error, ImportError):
        said = str(error).lower()
        return any(words in said for words in _REFUSED) or not has_room()
    if isinstance(error, SystemError):  # what CPython says where memory was refused and nobody set an error
        return not has_room()
    return isinstance(error, OSError) and error.errno == errno.ENOMEM


def has_room(size: int = _SPARE) -> bool:
    """Tell whether the system gives this process so many bytes; they are given back at once."""
    try:
        import mmap

        mmap.mmap(-1, size).close()
    except (OSError, MemoryError, ImportError):
        return False
    return True


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    after: BaseException | None = error
    while after is not None and after not in seen:
        seen.append(after)
        yield after
        after = after.__cause__ or (None if after.__suppress_context__ else after.__context__)
