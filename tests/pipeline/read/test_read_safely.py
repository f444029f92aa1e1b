"""Reading in a worker process with limits."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline.read import SafeReader, UnreadableError, read_file, read_safely


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "бұйрық.txt"
    path.write_text("1. Тізілім бекітілсін.", "utf-8")
    return path


def test_reads_what_read_file_reads(order: Path) -> None:
    assert read_safely(order) == read_file(order)


def test_refusals_come_through(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file") as caught:
        read_safely(tmp_path / "missing.pdf")
    assert caught.value.path == tmp_path / "missing.pdf"


def test_a_file_that_takes_too_long_is_given_up(order: Path, tmp_path: Path) -> None:
    endless = tmp_path / "endless.html"
    endless.write_text("<html><body>" + "<div>" * 400_000, "utf-8")
    with SafeReader(seconds=2) as reader:
        started = time.monotonic()
        with pytest.raises(UnreadableError, match="reading took more than 2 seconds"):
            reader.read(endless)
        assert time.monotonic() - started < 10
        assert reader.read(order).text == "1. Тізілім бекітілсін."


def test_a_file_that_takes_too_much_memory_is_given_up(order: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    huge.write_text("бұйрық " * 8_000_000, "utf-8")
    with SafeReader(seconds=60, megabytes=320) as reader:
        with pytest.raises(UnreadableError, match=r"too much for the reader|broke down"):
            reader.read(huge)
        assert reader.read(order).text == "1. Тізілім бекітілсін."


def test_a_worker_that_dies_is_replaced(order: Path) -> None:
    with SafeReader() as reader:
        reader.read(order)
        assert reader._worker is not None
        os.kill(reader._worker.pid, signal.SIGKILL)
        reader._worker.wait()
        assert reader.read(order).text == "1. Тізілім бекітілсін."
