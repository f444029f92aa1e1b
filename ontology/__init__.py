"""The ontology as package data: the terms, the concept schemes and the shapes, by their paths."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_HERE = Path(__file__).parent

ONTOLOGY: Final = _HERE / "zangraph.ttl"
"""The project's own classes and properties."""
SCHEMES: Final = _HERE / "schemes.ttl"
"""The SKOS concept schemes: the closed lists of the graph."""
SHAPES: Final = _HERE / "shapes.ttl"
"""The SHACL shapes that every act's graph is held against."""
