"""PDF through a browser, where there is one."""

import stat
from pathlib import Path

import pytest

from bot.printing import pdf
from bot.printing.pdf import PdfError, find_browser, write_pdf

BROWSER = find_browser()


@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed: apt-get install chromium")
def test_a_page_becomes_a_pdf(tmp_path: Path) -> None:
    html = tmp_path / "page.html"
    html.write_text("<p>पढ्नुहोस्</p>", encoding="utf-8")
    assert BROWSER is not None
    write_pdf(BROWSER, html, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_browser_none_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf.find_browser() is None


@pytest.mark.parametrize("code", ["exit 1", "exit 0"])
def test_a_browser_that_makes_nothing_is_told(tmp_path: Path, code: str) -> None:
    broken = tmp_path / "chromium"
    broken.write_text(f"#!/bin/sh\n{code}\n")
    broken.chmod(stat.S_IRWXU)
    with pytest.raises(PdfError, match="no PDF"):
        write_pdf(str(broken), tmp_path / "page.html", tmp_path / "page.pdf")
