"""The two grammars, run: one LALR(1) parser a language over the pieces of a segment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from pipeline.model.acts import Language
from pipeline.recognise.amendments.draft import Sentence
from pipeline.recognise.amendments.pieces import Piece
from pipeline.recognise.amendments.terminals import grammar_text

IGNORED: Final = frozenset(["AND", "RESPECTIVELY", "FORMS", "FILLER", "FROM"])
"""Terminals that carry no structure: lists are told by their nouns and numbers, commas and «и» get lost in print."""


class _PieceLexer(Lexer):
    """Hands pieces to the parser as tokens; a token's start is the index of its piece."""

    def __init__(self, _conf: Any) -> None:
        pass

    def lex(self, pieces: Sequence[Piece]) -> Iterator[Token]:  # type: ignore[override]
        for index, piece in enumerate(pieces):
            if piece.terminal not in IGNORED:
                yield Token(piece.terminal, piece.terminal, start_pos=index)


@lru_cache(maxsize=2)
def _parser(language: Language) -> Lark:
    starts = [str(sentence) for sentence in Sentence]
    return Lark(grammar_text(language), parser="lalr", lexer=_PieceLexer, start=starts, maybe_placeholders=False)


def parse(pieces: Sequence[Piece], sentence: Sentence, language: Language) -> Tree[Token] | int:
    """The parse tree of a segment, or the index of the piece at which it stopped being a clause."""
    try:
        tree: Tree[Token] = _parser(language).parse(pieces, start=str(sentence))
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        place = getattr(token, "start_pos", None)
        return len(pieces) if place is None else int(place)
    return tree
