"""Leaves shared by both grammars: numbers, words, quoted strings and names of a parse tree become values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lark import Token, Tree

from pipeline.address import Unit
from pipeline.model.acts import Language
from pipeline.recognise.amendments.draft import Link, Source
from pipeline.recognise.amendments.forms import table
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.numbers import expanded
from pipeline.recognise.amendments.pieces import Number, Piece, Range, Root

Node = Tree[Token]
_FIGURE: Final = re.compile(r"\d+(?:[-.]\d+)*")
_LETTER: Final = re.compile(r"[а-яa-z]", re.IGNORECASE)
_LETTERED: Final = frozenset([Unit.SUBPOINT, Unit.POINT])
_UNNUMBERED: Final = frozenset([Unit.TITLE, Unit.PREAMBLE, Unit.TEXT])


def tokens(node: Node) -> list[Token]:
    """The tokens that are direct children."""
    return [child for child in node.children if isinstance(child, Token)]


def trees(node: Node, *names: str) -> list[Node]:
    """The direct child trees of those rules."""
    return [child for child in node.children if isinstance(child, Tree) and child.data in names]


def first(node: Node, *names: str) -> Node | None:
    """The first direct child tree of those rules."""
    return next(iter(trees(node, *names)), None)


def leaves(node: Node) -> Iterator[Token]:
    """Every token below a node, in order."""
    for child in node.children:
        if isinstance(child, Token):
            yield child
        else:
            yield from leaves(child)


def piece_of(token: Token, pieces: Sequence[Piece]) -> Piece:
    """The piece a token stands for."""
    return pieces[token.start_pos or 0]


def rule_names(node: Node) -> frozenset[str]:
    """Every rule that took part in a parse."""
    return frozenset(str(tree.data) for tree in node.iter_subtrees())


def link(node: Node, pieces: Sequence[Piece]) -> Link | None:
    """The unit of a phrase with its numbers or its quoted name; None when the phrase holds no unit."""
    noun: Piece | None = None
    numbers: tuple[Number, ...] = ()
    spread: tuple[tuple[str, str], ...] = ()
    named: list[str] = []
    for token in leaves(node):
        piece = piece_of(token, pieces)
        if token.type.startswith("U_") or token.type == "NAMED_LOC":
            noun = piece
        elif token.type == "SERIES":
            numbers = expanded(piece.items)
            spread = tuple((item.first.value, item.last.value) for item in piece.items if isinstance(item, Range))
        elif token.type == "QUOTE":
            named.append(piece.text)
    if noun is None:
        return None
    unit = Unit(noun.forms[0].name)
    if named and not numbers and all(_is_number(words.strip(), unit) for words in named):
        numbers, named = tuple(Number(words.strip().lower()) for words in named), []
    numbers = () if unit in _UNNUMBERED else numbers
    words = named[-1] if named and not numbers else None
    several = tuple(named) if words is not None and len(named) > 1 else ()
    return Link(unit, numbers, words, noun.forms[0].possessed, spread, several)


def headed(node: Node, pieces: Sequence[Piece], language: Language) -> Root | Link | None:
    """What «заголовок «Перечень организаций»» heads: a document by its title, else a section by its heading."""
    quote = next((piece for token in leaves(node) if (piece := piece_of(token, pieces)).terminal == "QUOTE"), None)
    named = link(node, pieces)
    if quote is None or named is None or named.unit is not Unit.TITLE or named.words is None:
        return None
    words = fold(quote.text).split()
    head = words[0 if language == "ru" else -1] if words else ""
    if head in table(language)["document"][0]["heading"]:
        return Root("document", head[:5], (quote.start + 1, quote.end - 1))
    return Link(Unit.SECTION, words=quote.text)


def _is_number(quoted: str, unit: Unit) -> bool:
    """«графе «11»», «подпункт «а»»: the number in quotes; the row «А» is the row that says so."""
    return bool(_FIGURE.fullmatch(quoted) or (unit in _LETTERED and _LETTER.fullmatch(quoted)))


def root(node: Node, pieces: Sequence[Piece]) -> Root | None:
    """The act or document a phrase names."""
    return next((found for token in leaves(node) if (found := piece_of(token, pieces).root) is not None), None)


def strings(node: Node, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The quoted strings below a node, bare figures as they are written."""
    found: list[str] = []
    for token in leaves(node):
        piece = piece_of(token, pieces)
        if token.type == "QUOTE":
            found.append(piece.text)
        elif token.type == "SERIES":
            found.extend(number.value for number in expanded(piece.items))
    return tuple(found)


def source(node: Node | None, pieces: Sequence[Piece]) -> Source | None:
    """«согласно приложению 2 к настоящему приказу»: which annex of the amending act holds the new text."""
    if node is None:
        return None
    annex = link(node, pieces)
    return Source(tuple(number.value for number in annex.numbers) if annex is not None else ())
