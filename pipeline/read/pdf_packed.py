"""Values put aside while a long file is read: a thousand pages of lines would be forty megabytes of records."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

_IN_MEMORY = 2_000_000
"""So many bytes of records are held in memory (some hundred pages); more go to a file without a name."""


class Packed(Generic[T]):
    """A list to be added to and gone through in order, any number of times; each pass unpacks one value at a time.

    What comes out equals what went in and is a new object on every pass. Use as a context manager. Raises `OSError`
    where a long list finds no room for its file.
    """

    def __init__(self, kind: type[T]) -> None:
        self._pack = msgspec.msgpack.Encoder().encode
        self._unpack = msgspec.msgpack.Decoder(kind).decode
        self._lengths = array("Q")
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed on leaving

    def __enter__(self) -> Packed[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._lengths)

    def __iter__(self) -> Iterator[T]:
        at = 0
        for length in self._lengths:
            self._file.seek(at)
            yield self._unpack(self._file.read(length))
            at += length

    def append(self, value: T) -> None:
        """Add a value at the end."""
        packed = self._pack(value)
        self._file.seek(0, 2)
        self._file.write(packed)
        self._lengths.append(len(packed))
