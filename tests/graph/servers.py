"""Two real SPARQL 1.1 servers for the tests and benchmarks: Oxigraph's own, and Virtuoso as Debian ships it.

Each is started on free ports of this machine over a folder of its own, and stopped when the block ends.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.remote import Endpoint

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
_USER, _PASSWORD = "loader", "opens/writing"
_START = 60.0
"""Seconds a server may take to answer its first request."""

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 120
"""
_GRANT = f"""
DB.DBA.USER_CREATE('{_USER}', '{_PASSWORD}');
GRANT SPARQL_UPDATE TO {_USER};
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('{_USER}', 7);
"""


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Endpoint]:
    """The server of the `oxigraph` package over a store in `folder`."""
    url = f"http://127.0.0.1:{free_port()}"
    command = [str(OXIGRAPH), "serve", "--location", str(folder / "store"), "--bind", url.removeprefix("http://")]
    with _running(command, folder, f"{url}/query?query=ASK%7B%7D"):
        yield Endpoint.at(url, {})


@contextmanager
def virtuoso(folder: Path, buffers: int = 20_000) -> Iterator[Endpoint]:
    """Virtuoso over a database in `folder`, with one user who may write; `buffers` are pages of 8 KB."""
    sql, http = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql=sql, http=http, buffers=buffers, dirty=buffers * 3 // 4))
    url = f"http://127.0.0.1:{http}"
    command = ["virtuoso-t", "+foreground", "+configfile", str(ini)]
    with _running(command, folder, f"{url}/sparql?query=ASK%7B%3Curn%3Aa%3E%20a%20%3Curn%3Ab%3E%7D"):
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba"], input=_GRANT, text=True, check=True, capture_output=True
        )
        yield Endpoint.at(
            url,
            {
                "ZANGRAPH_STORE_QUERY": f"{url}/sparql",
                "ZANGRAPH_STORE_UPDATE": f"{url}/sparql-auth",
                "ZANGRAPH_STORE_GRAPHS": f"{url}/sparql-graph-crud-auth",
                "ZANGRAPH_STORE_USER": _USER,
                "ZANGRAPH_STORE_PASSWORD": _PASSWORD,
            },
        )


@contextmanager
def _running(command: list[str], folder: Path, probe: str) -> Iterator[None]:
    """A process that answers `probe`; it is ended with the block."""
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(process, probe, folder)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], probe: str, folder: Path) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(probe, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    said = (folder / "output.log").read_text(errors="replace")[-2000:]
    raise RuntimeError(f"{process.args!r} does not answer:\n{said}")
