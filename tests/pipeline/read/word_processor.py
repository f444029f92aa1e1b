"""LibreOffice as a printer of test documents."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path


def convert(paths: Iterable[Path], folder: Path, to: str, options: Sequence[str] = ()) -> list[Path]:
    """The files converted in one run; `to` is an extension, with its filter where it needs one («docx:MS Word …»)."""
    office = shutil.which("soffice")
    assert office is not None, "soffice is missing: make test installs it"
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, profile, "--headless", *options, "--convert-to", to, "--outdir", str(folder)]
    given = list(paths)
    subprocess.run([*command, *map(str, given)], check=True, capture_output=True, timeout=300)
    return [folder / f"{path.stem}.{to.partition(':')[0]}" for path in given]
