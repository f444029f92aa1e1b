"""LibreOffice as a judge of our Word files: it takes or leaves every tracked change, and prints pages."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Decide(folder, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  name = Dir(folder &amp; "/*.docx")
  Do While name &lt;&gt; ""
    document = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; name), "_blank", 0, hidden())
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
    document.storeToURL(ConvertToURL(folder &amp; "/" &amp; command &amp; "/" &amp; name), saved())
    document.close(True)
    name = Dir()
  Loop
End Sub
</script:module>
"""
ACCEPT, REJECT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"


class Office:
    """A LibreOffice with a profile of its own; the first start makes the profile, the macro goes into it then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run("--terminate_after_init")
        module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        assert module.is_file(), "LibreOffice made no profile"
        module.write_text(_MODULE, "utf-8")

    def _run(self, *args: str) -> None:
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--norestore", "--nologo", *args]
        subprocess.run(command, capture_output=True, check=True, timeout=300)

    def decided(self, files: Mapping[str, bytes], command: str) -> dict[str, Document]:
        """The files, by name, after every tracked change in them was accepted or rejected."""
        folder = self._folder / "files"
        (folder / command).mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / f"{name}.docx").write_bytes(data)
        self._run(f'macro:///Standard.Module1.Decide("{folder}","{command}")')
        return {name: docx.Document(str(folder / command / f"{name}.docx")) for name in files}


def said(document: Document) -> Iterator[tuple[str, ...]]:
    """What a document prints: ("p", style, words) of a paragraph, ("row", cell, …) of a row; no empty ones."""
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            if item.text.strip():
                yield "p", item.style.name if item.style is not None else "", item.text
        else:
            yield from _rows(item)


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    seen: set[object] = set()
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append(cell.text.strip())
        if any(cells):
            yield "row", *cells


def undecided(document: Document) -> int:
    """How many tracked changes are left."""
    root = etree.parse(io.BytesIO(etree.tostring(document.element)))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return sum(1 for _ in root.iter(f"{w}ins", f"{w}del"))
