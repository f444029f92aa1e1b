"""Where things are: the corpus, the built state, the base of IRIs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BASE_IRI = "https://w3id.org/zangraph/"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one build."""

    corpus: Path
    out: Path

    @property
    def ledger(self) -> Path:
        """What was built from what, and every record."""
        return self.out / "ledger.sqlite"

    @property
    def graphs(self) -> Path:
        """One N-Quads file an act."""
        return self.out / "graphs"

    @property
    def store(self) -> Path:
        """The embedded triple store."""
        return self.out / "store"


def places(corpus: Path | None = None, out: Path | None = None) -> Places:
    """The folders to use: those given, else ZANGRAPH_CORPUS and ZANGRAPH_OUT, else those of the checkout."""
    return Places(
        corpus or Path(os.environ.get("ZANGRAPH_CORPUS", CHECKOUT / "corpus")),
        out or Path(os.environ.get("ZANGRAPH_OUT", CHECKOUT / "build")),
    )
