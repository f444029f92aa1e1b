"""Other people's PDF files: every one is read or refused in one line, within the limits; none crashes or hangs.

    python benchmarks/strangers_pdfs.py FOLDER_OR_ARCHIVE…

Give it the source distributions of PDF libraries, which carry the strangest files there are:

    pip download --no-binary :all: --no-deps pypdf pikepdf pyhanko ocrmypdf pdfminer.six==20191110
    apt-get download texlive-lang-cyrillic r-doc-pdf && dpkg-deb -x …
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def pdfs(given: Path, folder: Path) -> Iterator[Path]:
    """The PDF files of a folder or of a tar archive, which is unpacked into `folder`."""
    if given.is_dir():
        yield from sorted(given.rglob("*.pdf"))
        return
    target = folder / given.name
    with tarfile.open(given) as archive:
        archive.extractall(target, filter="data")
    yield from sorted(target.rglob("*.pdf"))


def main() -> int:
    from pipeline.read import SafeReader, UnreadableError

    total: Counter[str] = Counter()
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder, SafeReader() as reader:
        for given in map(Path, sys.argv[1:]):
            outcomes: Counter[str] = Counter()
            for path in pdfs(given, Path(folder)):
                started = time.monotonic()
                try:
                    reader.read(path)
                    outcome = "read"
                except UnreadableError as error:
                    outcome = "refused"
                    print(f"{path.name}: {error.cause}")
                    if "broke down" in error.cause or "took more than" in error.cause:
                        outcome = "failed"
                outcomes[outcome] += 1
                slowest = max(slowest, (time.monotonic() - started, path.name))
            print(f"{given.name}: {outcomes.total()} files: {dict(outcomes)}", flush=True)
            total += outcomes
    print(f"{total.total()} files: {dict(total)}; the slowest took {slowest[0]:.1f} s ({slowest[1]})")
    return int(total["failed"] > 0 or not total)


if __name__ == "__main__":
    raise SystemExit(main())
