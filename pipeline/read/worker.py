"""Reading in a process of its own, which can be killed: files from outside may be made to hang or to swell."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from pipeline.model.documents import Source
from pipeline.read.errors import UnreadableError

SECONDS = 120.0
"""The longest that any file may take."""

_BASE_SECONDS = 20.0
_SECONDS_A_MEGABYTE = 15.0
"""A file may take so long and so much longer for each megabyte: a thousand printed pages are two or three
megabytes and take twenty seconds, a small file that takes long is made to."""

MEGABYTES = 1024
LENGTH = struct.Struct(">Q")


class Answer(msgspec.Struct, frozen=True):
    """What the worker sends back: the source, or the cause and hint of a failure.

    `exhausted` marks failures for want of memory, which may be the worker's and not the file's.
    """

    source: Source | None = None
    cause: str = ""
    hint: str = ""
    exhausted: bool = False


class SafeReader:
    """A reader in a worker process; one worker reads many files and is replaced when a file kills it.

    Use as a context manager. Not for use by several threads at once.
    """

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> SafeReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None

    def read(self, path: Path) -> Source:
        """Read a file as `read_file` does, within the limits; raises `UnreadableError` past them too.

        What a worker refuses for its size it may refuse because of the files read before: a new worker tries
        once more, so that the answer never hangs on the order of files.
        """
        used = self._worker is not None
        answer = self._answer(path)
        if used and answer.exhausted:
            self.close()
            answer = self._answer(path)
        if answer.exhausted:
            self.close()
        if answer.source is None:
            raise UnreadableError(path, answer.cause, answer.hint)
        return msgspec.structs.replace(answer.source, path=str(path))

    def _answer(self, path: Path) -> Answer:
        worker = self._started()
        seconds = self._allowed(path)
        try:
            send(_pipe(worker.stdin), str(path.absolute()).encode("utf-8", "surrogateescape"))
            return msgspec.msgpack.decode(self._receive(worker, seconds), type=Answer)
        except TimeoutError:
            self.close()
            return Answer(cause=f"reading took more than {seconds:.3g} seconds", hint="the file may be hostile")
        except (EOFError, BrokenPipeError, msgspec.MsgspecError):
            code = worker.wait()
            self.close()
            return Answer(
                cause=f"the reader broke down on it (exit {code})", hint="the file may be hostile", exhausted=True
            )

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            command = [sys.executable, "-m", "pipeline.read.serve", str(self._megabytes)]
            self._worker = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
            )
        return self._worker

    def _allowed(self, path: Path) -> float:
        """How many seconds a file may take."""
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        return min(self._seconds, _BASE_SECONDS + _SECONDS_A_MEGABYTE * size / 1_000_000)

    def _receive(self, worker: subprocess.Popen[bytes], seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        stream = _pipe(worker.stdout).fileno()
        (length,) = LENGTH.unpack(_take(stream, LENGTH.size, deadline))
        return _take(stream, length, deadline)


def read_safely(path: Path, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Source:
    """Read one file in a worker of its own; raises `UnreadableError` as `read_file`, and past the limits."""
    with SafeReader(seconds, megabytes) as reader:
        return reader.read(path)


def _environment() -> dict[str, str]:
    """The worker finds the package where this process found it."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])}


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise EOFError
    return stream


def send(stream: IO[bytes], payload: bytes) -> None:
    """Write one message: its length, then its bytes."""
    stream.write(LENGTH.pack(len(payload)) + payload)
    stream.flush()


def _take(stream: int, count: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([stream], [], [], left)[0]:
            raise TimeoutError
        piece = os.read(stream, min(1 << 20, count - len(parts)))
        if not piece:
            raise EOFError
        parts += piece
    return bytes(parts)
