"""A small SPARQL 1.1 server over a real Oxigraph store, for the tests of the client."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox


class SparqlServer(ThreadingHTTPServer):
    """`failures` are statuses to answer before serving again, `refuse_after` a number of PUTs that are served."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = ox.Store()
        self.failures: list[int] = []
        self.refuse_after: int | None = None
        self.seen: list[tuple[str, str]] = []
        self.token: str | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def graphs(self) -> set[str]:
        return {str(name.value) for name in self.store.named_graphs()}


class _Handler(BaseHTTPRequestHandler):
    server: SparqlServer

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _answer(self, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _held_up(self) -> bool:
        self.server.seen.append((self.command, urlsplit(self.path).path))
        if self.server.token and self.headers.get("Authorization") != f"Bearer {self.server.token}":
            self._answer(401, b"who are you?")
            return True
        if self.server.failures:
            self._answer(self.server.failures.pop(0), b"busy")
            return True
        return False

    def do_PUT(self) -> None:
        body = self._body()
        if self._held_up():
            return
        if self.server.refuse_after is not None:
            if self.server.refuse_after == 0:
                self._answer(400, b"the line 3 cannot be read")
                return
            self.server.refuse_after -= 1
        name = ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
        self.server.store.clear_graph(name)
        self.server.store.load(body, ox.RdfFormat.N_TRIPLES, to_graph=name)
        self._answer(201)

    def do_GET(self) -> None:
        if not self._held_up():
            self._answer(200)

    def do_POST(self) -> None:
        body = self._body().decode()
        if self._held_up():
            return
        try:
            if urlsplit(self.path).path == "/update":
                self.server.store.update(body)
                self._answer(204)
                return
            union = "union-default-graph" in urlsplit(self.path).query
            query = parse_qs(body)["query"][0]
            result = self.server.store.query(query, use_default_graph_as_union=union)
        except SyntaxError as error:
            self._answer(400, str(error).encode())
            return
        if isinstance(result, ox.QueryTriples):
            self._answer(200, result.serialize(format=ox.RdfFormat.N_TRIPLES), "application/n-triples")
        else:
            self._answer(200, result.serialize(format=ox.QueryResultsFormat.JSON), "application/sparql-results+json")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests look at what was answered."""


@contextmanager
def serving() -> Iterator[SparqlServer]:
    server = SparqlServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
