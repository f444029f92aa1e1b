"""A SPARQL 1.1 server in place of the embedded store: Protocol, Update and Graph Store Protocol over plain HTTP.

Addresses are those of an Oxigraph server (`URL/query`, `URL/update`, `URL/store`); for another server the
environment names each: ZANGRAPH_STORE_QUERY, ZANGRAPH_STORE_UPDATE, ZANGRAPH_STORE_GRAPHS. Credentials come from
the environment too: ZANGRAPH_STORE_USER with ZANGRAPH_STORE_PASSWORD (basic or digest), or ZANGRAPH_STORE_TOKEN.
"""

from __future__ import annotations

import io
import os
import re
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct
from rdflib import Graph
from rdflib.query import Result as Answer

_PAUSES: Final = (0.5, 1.0, 2.0)
"""Seconds to wait before each new try when the server does not answer or is busy."""
_BUSY: Final = frozenset({429, 502, 503, 504})
_QUERY_SECONDS: Final = 120.0
_WRITE_SECONDS: Final = 3600.0
"""How long one request may take: a server answers a write when all of it is done."""
_ANSWERS: Final = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_FORM: Final = "application/x-www-form-urlencoded"
_HINTS: Final = {401: "; ZANGRAPH_STORE_USER and ZANGRAPH_STORE_PASSWORD, or ZANGRAPH_STORE_TOKEN, let a writer in"}
_STALE: Final = re.compile(r'\bstale\s*=\s*"?true', re.IGNORECASE)
_STATEMENTS: Final = {"application/n-triples": "nt", "text/plain": "nt", "text/turtle": "turtle"}
"""The media types in which servers give the statements of a CONSTRUCT, and how rdflib calls them."""


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
        self._credentials = _Credentials(endpoint)

    def query(self, query: str, /) -> Answer:
        """The answer to a query over the union of all graphs; raises `RemoteError`."""
        # Oxigraph asks its unnamed graph alone unless told; others ask the union and overlook the word.
        address = f"{self.endpoint.query}?union-default-graph"
        # As a form: some servers leave a query that is the body itself without an answer.
        form = urlencode({"query": query}, quote_via=quote).encode()
        body, kind = self._send("POST", address, form, _FORM, _ANSWERS, _QUERY_SECONDS)
        statements = _STATEMENTS.get(kind.partition(";")[0].strip())
        if statements:
            answer = Answer("CONSTRUCT")
            answer.graph = Graph().parse(data=body, format=statements)
            return answer
        return Answer.parse(io.BytesIO(body), format="json")

    def update(self, update: str) -> None:
        """Run a SPARQL update; raises `RemoteError`."""
        self._send("POST", self.endpoint.update, update.encode(), "application/sparql-update", "*/*", _WRITE_SECONDS)

    def put_graph(self, name: str, triples: bytes) -> None:
        """Replace one named graph by N-Triples; raises `RemoteError`."""
        address = f"{self.endpoint.graphs}?{urlencode({'graph': name}, quote_via=quote)}"
        self._send("PUT", address, triples, "application/n-triples", "*/*", _WRITE_SECONDS)

    def _send(
        self, method: str, address: str, body: bytes, kind: str, accept: str, seconds: float
    ) -> tuple[bytes, str]:
        request = urllib.request.Request(address, body, {"Content-Type": kind, "Accept": accept}, method=method)
        for pause in _PAUSES:
            try:
                return self._once(request, seconds)
            except _UnavailableError:
                self._sleep(pause)
        try:
            return self._once(request, seconds)
        except _UnavailableError as error:
            raise RemoteError(f"{address}: no answer after {len(_PAUSES) + 1} tries: {error}") from error

    def _once(self, request: urllib.request.Request, seconds: float) -> tuple[bytes, str]:
        try:
            self._credentials.sign(request)
            with urllib.request.urlopen(request, timeout=seconds) as response:
                return response.read(), response.headers.get("Content-Type", "")
        except urllib.error.HTTPError as error:
            if error.code in _BUSY:
                raise _UnavailableError(_refusal(error)) from error
            if error.code == 401 and self._credentials.asked_anew(request, error):
                return self._once(request, seconds)
            raise RemoteError(f"{request.full_url}: {_refusal(error)}") from error
        except (OSError, HTTPException) as error:
            raise _UnavailableError(str(error)) from error


def _refusal(error: urllib.error.HTTPError) -> str:
    said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
    return f"the server answered {error.code} {error.reason}{': ' + said if said else ''}{_HINTS.get(error.code, '')}"


class _Credentials:
    """What is sent with each request so that the server lets it in at once.

    A server may refuse a body before it has read it, which breaks the connection of a large one: so where a user is
    named, a request without a body asks first how to prove it, and the proof is made anew when its term has run out.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._token = endpoint.token
        self._user, self._password = endpoint.user, endpoint.password or ""
        self._challenges: dict[str, str] = {}
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        for address in (endpoint.query, endpoint.update, endpoint.graphs):
            if endpoint.user is not None:
                passwords.add_password(None, address, endpoint.user, self._password)
        self._digest = urllib.request.HTTPDigestAuthHandler(passwords)

    def sign(self, request: urllib.request.Request) -> None:
        """Put the proof into the request's head; raises `OSError` when the server does not answer."""
        proof = f"Bearer {self._token}" if self._token else self._proof(request)
        if proof:
            request.add_unredirected_header("Authorization", proof)

    def asked_anew(self, request: urllib.request.Request, refused: urllib.error.HTTPError) -> bool:
        """Whether the refusal says how the proof is to be made otherwise; then the next one is made so."""
        challenge = refused.headers.get("WWW-Authenticate", "")
        former = self._challenges.get(_place(request), "")
        if self._user is None or not _is_digest(challenge) or (_is_digest(former) and not _STALE.search(challenge)):
            return False
        self._challenges[_place(request)] = challenge
        return True

    def _proof(self, request: urllib.request.Request) -> str | None:
        if self._user is None:
            return None
        place = _place(request)
        if place not in self._challenges:
            self._challenges[place] = _challenge(request)
        challenge = self._challenges[place]
        if not _is_digest(challenge):
            return f"Basic {b64encode(f'{self._user}:{self._password}'.encode()).decode()}"
        details = filter(None, urllib.request.parse_http_list(challenge.partition(" ")[2]))
        return f"Digest {self._digest.get_authorization(request, urllib.request.parse_keqv_list(list(details)))}"


def _place(request: urllib.request.Request) -> str:
    return request.full_url.partition("?")[0]


def _is_digest(challenge: str) -> bool:
    return challenge.lower().startswith("digest ")


def _challenge(request: urllib.request.Request) -> str:
    """How the server wants to be shown who asks; empty when it lets everybody read."""
    try:
        with urllib.request.urlopen(request.full_url, timeout=_QUERY_SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return error.headers.get("WWW-Authenticate", "") if error.code == 401 else ""
