"""Values kept small while a long file is read: a thousand pages of lines would be forty megabytes of records."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Packed(Generic[T]):
    """A list to be added to and gone through in order, any number of times; each pass unpacks one value at a time.

    What comes out equals what went in and is a new object on every pass.
    """

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[T]:
        for packed in self._packed:
            yield pickle.loads(zlib.decompress(packed))

    def append(self, value: T) -> None:
        """Add a value at the end."""
        self._packed.append(zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1))
