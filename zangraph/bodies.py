"""The register of bodies as the graph takes it."""

from __future__ import annotations

from pipeline.identify.bodies import bodies


def body_names() -> dict[str, dict[str, str]]:
    """Slug → language → name, for every body of the register."""
    return {
        slug: {language: names[0] for language, names in (("kk", body.kk), ("ru", body.ru)) if names}
        for slug, body in bodies().items()
    }
