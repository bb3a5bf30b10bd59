"""From HTML to PDF, through a browser that happens to be installed."""

import shutil
import subprocess  # a browser is the one program that sets every script as it should be
import tempfile
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PATIENCE = 180


class PdfError(Exception):
    """Say that the browser made no PDF."""


def find_browser() -> str | None:
    """Return the path of Chromium or Chrome, if there is one."""
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def write_pdf(browser: str, html: Path, pdf: Path) -> None:
    """Print a page to a file, or raise PdfError."""
    with tempfile.TemporaryDirectory(prefix="foursteps-") as profile:
        command = [
            browser,
            "--headless",
            "--no-sandbox",  # the page is ours and has no scripts
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={pdf.resolve()}",
            html.resolve().as_uri(),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 (found by us)
        except (OSError, subprocess.SubprocessError) as error:
            raise PdfError(f"The browser made no PDF ({type(error).__name__}).") from error
    if not pdf.is_file():
        raise PdfError("The browser made no PDF.")
