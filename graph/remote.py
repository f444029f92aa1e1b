"""A SPARQL 1.1 server in place of the embedded store: Protocol, Update and Graph Store Protocol over plain HTTP.

Addresses are those of an Oxigraph server (`URL/query`, `URL/update`, `URL/store`); for another server the
environment names each: ZANGRAPH_STORE_QUERY, ZANGRAPH_STORE_UPDATE, ZANGRAPH_STORE_GRAPHS. Credentials come from
the environment too: ZANGRAPH_STORE_USER with ZANGRAPH_STORE_PASSWORD (basic or digest), or ZANGRAPH_STORE_TOKEN.
"""

from __future__ import annotations

import io
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct
from rdflib import Graph
from rdflib.query import Result as Answer

from graph import iris
from graph.serialise import term

_PAUSES: Final = (0.5, 1.0, 2.0)
"""Seconds to wait before each new try when the server does not answer or is busy."""
_BUSY: Final = frozenset({429, 502, 503, 504})
_TIMEOUT: Final = 120.0
_STAGING: Final = "urn:zangraph:staging:"


class RemoteError(Exception):
    """The server cannot be reached or refuses; the message names its address and the cause."""


class _UnavailableError(Exception):
    """The server did not answer this time; another try may do."""


class Endpoint(Struct, frozen=True):
    """The three addresses of a server and how to be let in."""

    query: str
    update: str
    graphs: str
    user: str | None = None
    password: str | None = None
    token: str | None = None

    @classmethod
    def at(cls, url: str, environment: Mapping[str, str] = os.environ) -> Endpoint:
        """The server at a URL; raises `RemoteError` when it is no HTTP address."""
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise RemoteError(f"{url}: no address of a SPARQL server; it begins with http:// or https://")
        base = url.rstrip("/")
        return cls(
            query=environment.get("ZANGRAPH_STORE_QUERY", f"{base}/query"),
            update=environment.get("ZANGRAPH_STORE_UPDATE", f"{base}/update"),
            graphs=environment.get("ZANGRAPH_STORE_GRAPHS", f"{base}/store"),
            user=environment.get("ZANGRAPH_STORE_USER"),
            password=environment.get("ZANGRAPH_STORE_PASSWORD"),
            token=environment.get("ZANGRAPH_STORE_TOKEN"),
        )


class RemoteStore:
    """A client of one server; it answers `query` as an rdflib dataset does."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None] = time.sleep) -> None:
        self.endpoint = endpoint
        self._sleep = sleep
        self._opener = _opener(endpoint)

    def query(self, query: str, /) -> Answer:
        """The answer to a query over the union of all graphs; raises `RemoteError`."""
        kinds = "application/sparql-results+json, application/n-triples;q=0.9"
        address = f"{self.endpoint.query}?union-default-graph"
        body, kind = self._send("POST", address, query.encode(), "application/sparql-query", kinds)
        if kind.startswith("application/n-triples"):
            answer = Answer("CONSTRUCT")
            answer.graph = Graph().parse(data=body, format="nt")
            return answer
        return Answer.parse(io.BytesIO(body), format="json")

    def update(self, update: str) -> None:
        """Run a SPARQL update; raises `RemoteError`."""
        self._send("POST", self.endpoint.update, update.encode(), "application/sparql-update", "*/*")

    def put_graph(self, name: str, triples: bytes) -> None:
        """Replace one named graph by N-Triples; raises `RemoteError`."""
        address = f"{self.endpoint.graphs}?{urlencode({'graph': name}, quote_via=quote)}"
        self._send("PUT", address, triples, "application/n-triples", "*/*")

    def replace(self, graphs: Mapping[str, Path]) -> None:
        """Replace several named graphs by N-Quads files, all or none.

        Each is put under a staging name first; one update, which a server runs as a whole, then moves them into
        their places. When anything fails the staged graphs are dropped and `RemoteError` is raised.
        """
        staged = {name: f"{_STAGING}{number}" for number, name in enumerate(graphs)}
        try:
            for name, path in graphs.items():
                self.put_graph(staged[name], triples_of(path.read_bytes()))
            moves = (f"MOVE GRAPH <{staging}> TO GRAPH <{name}>" for name, staging in staged.items())
            self.update(" ;\n".join(moves))
        except BaseException:
            self._drop(staged.values())
            raise

    def _drop(self, names: Iterable[str]) -> None:
        try:
            self.update(" ;\n".join(f"DROP SILENT GRAPH <{name}>" for name in names))
        except RemoteError:
            # The server is gone: what was staged stands under names that no query asks and the next load replaces.
            return

    def _send(self, method: str, address: str, body: bytes, kind: str, accept: str) -> tuple[bytes, str]:
        headers = {"Content-Type": kind, "Accept": accept}
        if self.endpoint.token:
            headers["Authorization"] = f"Bearer {self.endpoint.token}"
        request = urllib.request.Request(address, data=body, headers=headers, method=method)
        for pause in _PAUSES:
            try:
                return self._once(request)
            except _UnavailableError:
                self._sleep(pause)
        try:
            return self._once(request)
        except _UnavailableError as error:
            raise RemoteError(f"{address}: no answer after {len(_PAUSES) + 1} tries: {error}") from error

    def _once(self, request: urllib.request.Request) -> tuple[bytes, str]:
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as response:
                return response.read(), response.headers.get("Content-Type", "")
        except urllib.error.HTTPError as error:
            if error.code in _BUSY:
                raise _UnavailableError(_refusal(error)) from error
            raise RemoteError(f"{request.full_url}: {_refusal(error)}") from error
        except (OSError, HTTPException) as error:
            raise _UnavailableError(str(error)) from error


def _refusal(error: urllib.error.HTTPError) -> str:
    said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
    return f"the server answered {error.code} {error.reason}{': ' + said if said else ''}"


def _opener(endpoint: Endpoint) -> urllib.request.OpenerDirector:
    if endpoint.user is None:
        return urllib.request.build_opener()
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    for address in (endpoint.query, endpoint.update, endpoint.graphs):
        passwords.add_password(None, address, endpoint.user, endpoint.password or "")
    return urllib.request.build_opener(
        urllib.request.HTTPBasicAuthHandler(passwords), urllib.request.HTTPDigestAuthHandler(passwords)
    )


def triples_of(quads: bytes) -> bytes:
    """N-Quads of one graph as N-Triples: the lines without their last term."""
    return b"".join(line[: line.rindex(b" <")] + b" .\n" for line in quads.splitlines() if line)


def replace_graphs(url: str, graphs: Mapping[str, Path], base: str = iris.BASE) -> None:
    """Replace the graphs of acts at a server by their N-Quads files, all or none.

    Keys of `graphs` are act keys, or full IRIs for other graphs. Raises `RemoteError`.
    """
    named = {_name(key, base): path for key, path in graphs.items()}
    if named:
        RemoteStore(Endpoint.at(url)).replace(named)


def _name(key: str, base: str) -> str:
    return key if key.startswith(("http://", "https://", "urn:")) else term(iris.act(key, base))[1:-1]
