"""Reading: a file of any format becomes one text with its tables, links and pages."""

from __future__ import annotations

from pipeline.read.errors import UnreadableError
from pipeline.read.files import read_file
from pipeline.read.worker import SafeReader, read_safely

__all__ = ["SafeReader", "UnreadableError", "read_file", "read_safely"]
