"""The bulletin on paper, printed by a browser as a reader would print it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from habeas.publish.bulletin import render_bulletin
from tests.publish.samples import crowded_day

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no browser is installed that prints to PDF")
def test_a_bulletin_prints_on_a4(tmp_path: Path) -> None:
    page, paper = tmp_path / "bulletin.html", tmp_path / "bulletin.pdf"
    page.write_bytes(render_bulletin(crowded_day())["bulletin.html"])
    assert BROWSER is not None
    subprocess.run(
        [BROWSER, *FLAGS, f"--print-to-pdf={paper}", page.as_uri()], check=True, capture_output=True, timeout=120
    )
    content = paper.read_bytes()
    sheets = {(round(float(width)), round(float(height))) for width, height in _boxes(content)}
    assert sheets and all(abs(width - 595) <= 1 and abs(height - 842) <= 1 for width, height in sheets)
    assert 4 <= len(_boxes(content)) <= 16


def _boxes(content: bytes) -> list[tuple[bytes, bytes]]:
    return re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", content)
