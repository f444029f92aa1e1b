"""The worker process of `SafeReader`: reads the files whose paths come in, within a limit of memory."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import msgspec

from pipeline.read.errors import ExhaustedError, UnreadableError
from pipeline.read.files import read_file
from pipeline.read.worker import LENGTH, Answer, send


def answer(path: Path) -> Answer:
    """The source of a file, or why there is none."""
    try:
        return Answer(source=read_file(path))
    except UnreadableError as error:
        exhausted = isinstance(error, ExhaustedError)
        return Answer(cause=error.cause, hint=error.hint, exhausted=exhausted)


def serve(megabytes: int) -> None:
    """Answer paths from standard input until it ends; what libraries print goes to standard error."""
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while len(head := sys.stdin.buffer.read(LENGTH.size)) == LENGTH.size:
        path = sys.stdin.buffer.read(LENGTH.unpack(head)[0]).decode("utf-8", "surrogateescape")
        send(out, msgspec.msgpack.encode(answer(Path(path))))


if __name__ == "__main__":
    serve(int(sys.argv[1]))
