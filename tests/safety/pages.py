"""The pages of docs/safety that are made, by the path each is kept at."""

from collections.abc import Mapping
from pathlib import Path

from tests.safety import case_page, log_page, soup_page, trace_page
from tests.safety.records import SAFETY


def pages() -> Mapping[Path, str]:
    """Return every page with its place; equal data give equal text."""
    return {
        SAFETY / "hazard-log.md": log_page.page(),
        SAFETY / "trace.md": trace_page.page(),
        SAFETY / "soup.md": soup_page.page(),
        SAFETY / "safety-case.md": case_page.page(),
    }
