"""Human decisions on a text: data that must match the page exactly once, or it is not used.

A table (`tables`), some words (`texts`) or one clause (`clauses`) can be decided; `kinds` says what an entry states.
What does not match changes nothing and is told by name.
"""

from pipeline.overrides.kinds import (
    NONE,
    ClauseOverride,
    OperationOverride,
    Override,
    OverrideError,
    Overrides,
    TableOverride,
    TextOverride,
)

__all__ = [
    "NONE",
    "ClauseOverride",
    "OperationOverride",
    "Override",
    "OverrideError",
    "Overrides",
    "TableOverride",
    "TextOverride",
]
