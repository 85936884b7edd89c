"""Say whether b12calc can run with this Python: exit code 0, or 3 with the reason. Old Pythons can read it too."""

import platform
import sys
import sysconfig


def unsuitable():
    """Return why this Python will not do, an empty text where it will."""
    found = "This is Python " + platform.python_version()
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        return found + "; b12calc needs Python 3.11, 3.12 or 3.13."
    if platform.python_implementation() != "CPython" or sys.maxsize < 2**32:
        return found + ", but not the usual 64-bit one from python.org, which b12calc needs."
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return found + " without the global lock; b12calc needs the usual one."
    # Not platform.machine(), which asks Windows in a way that may hang; and it is this Python that matters.
    built = sysconfig.get_platform()
    if built not in ("win-amd64", "linux-x86_64") or (sys.platform == "linux" and platform.libc_ver()[0] != "glibc"):
        return found + " for " + built + "; these packages are for Windows and Linux (glibc) on Intel or AMD, 64-bit."
    return ""


if __name__ == "__main__":
    fault = unsuitable()
    if fault:
        sys.stderr.write("b12calc: " + fault + "\n")
    elif "--quiet" not in sys.argv:
        sys.stdout.write("Python " + platform.python_version() + ": " + sys.executable + "\n")
    sys.exit(3 if fault else 0)
