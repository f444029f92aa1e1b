"""The one way in which reading fails."""

from __future__ import annotations

from pathlib import Path


class UnreadableError(Exception):
    """A file that cannot be read as a document: which file, why, and what a person can do about it.

    `cause` says what is wrong and, where it has one, the place (line, byte or page); `hint` says what would
    help and may be empty. As text the error is one line.
    """

    def __init__(self, path: Path | str, cause: str, hint: str = "") -> None:
        self.path = Path(path)
        self.cause = cause
        self.hint = hint
        super().__init__(f"{self.path}: {cause}" + (f" ({hint})" if hint else ""))

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str, str]]:
        return type(self), (str(self.path), self.cause, self.hint)


class ExhaustedError(UnreadableError):
    """A file that takes more memory to read than there is."""
