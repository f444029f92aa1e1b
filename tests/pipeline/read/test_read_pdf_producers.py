"""Acts printed to PDF by programs that people use: a word processor from DOCX and HTML, a browser from a web page."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest
from act_docx import as_typed
from act_html import as_word_page
from known_acts import known_act
from law_of_reading import Measured
from word_processor import convert

from pipeline.read import read_file

SEEDS = (50, 60, 65)
OFFICE_SEEDS = (57, 60, 67, 70)
LANGUAGES = ("kk", "ru")
STYLE = "<style>body{font-family:serif;font-size:12pt}p{text-align:justify;text-indent:1.25cm;margin:4pt 0}</style>"
STYLE += "<style>td p{text-indent:0;text-align:left}table{border-collapse:collapse}td{border:1px solid #888}</style>"


def by_browser(page: Path, folder: Path) -> Path:
    browser = shutil.which("chromium")
    assert browser is not None, "chromium is missing: make test installs it"
    made = folder / f"{page.stem}.pdf"
    quiet = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
    command = [browser, "--headless", "--no-sandbox", *quiet, f"--user-data-dir={folder / 'browser'}"]
    subprocess.run([*command, f"--print-to-pdf={made}", page.as_uri()], check=True, capture_output=True, timeout=120)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("producers")


def test_a_browser_print_is_read(folder: Path) -> None:
    """The head and foot a browser prints around every page go; rows it cuts without a rule are whole."""
    measured = Measured()
    for language, seed in product(LANGUAGES, SEEDS):
        act = known_act(language, seed, tables=True, links=True)
        page = folder / f"{language}-{seed}.htm"
        as_word_page(act, page)
        data = page.read_bytes()
        page.write_bytes(re.sub(rb"(?i)</head>", STYLE.encode("ascii") + b"</head>", data, count=1))
        measured.add(page.stem, act, read_file(by_browser(page, folder)))
    told = "\n".join(measured.wrong[:12])
    assert measured.share("characters") >= 0.999, told
    assert measured.share("linked words") == 1.0, told
    assert measured.share("provisions") == 1.0, told


def test_a_word_processor_print_is_read(folder: Path) -> None:
    """Paragraphs without indents, parted by distances; letters whose boxes say nothing of their font's height."""
    paths = []
    acts = {}
    for language, seed in product(LANGUAGES, OFFICE_SEEDS):
        act = known_act(language, seed, tables=True, links=True)
        path = folder / f"{language}-{seed}.docx"
        as_typed(act, path)
        paths.append(path)
        acts[path.stem] = act
    convert(paths, folder, "pdf")
    measured = Measured()
    for path in paths:
        measured.add(path.stem, acts[path.stem], read_file(path.with_suffix(".pdf")))
    told = "\n".join(measured.wrong[:12])
    assert measured.share("tables") == 1.0, told
    assert measured.share("characters") >= 0.999, told
    assert measured.share("provisions") == 1.0, told
    assert measured.share("notes") == 1.0, told
