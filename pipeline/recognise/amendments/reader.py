"""Clauses read line by line, scope lines remembered: what `zangraph clauses` and the reading of orders rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model.acts import ActRef, ActType, Language
from pipeline.model.operations import Action, ClauseDraft, Kind
from pipeline.recognise.amendments.acts import acts_repealed, reference
from pipeline.recognise.amendments.candidates import may_be_clause
from pipeline.recognise.amendments.doubts import Reason, likelier, unfit
from pipeline.recognise.amendments.draft import Order, Path, Sentence
from pipeline.recognise.amendments.explain import explanation
from pipeline.recognise.amendments.labels import Label, label_of
from pipeline.recognise.amendments.language import language_of
from pipeline.recognise.amendments.limits import russian_limit
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.operations import Manner, UncountableError, drafts, inherited
from pipeline.recognise.amendments.pieces import Root, Segment
from pipeline.recognise.amendments.read_segment import POINTING, Reading, orders_something, read_segment, sets_place
from pipeline.recognise.amendments.scopes import Scopes
from pipeline.recognise.amendments.segments import Line, announces, cut
from pipeline.recognise.amendments.stretches import begins_quoted
from pipeline.recognise.amendments.unfinished import breaks_off, is_one_word, is_quoted, is_unfinished

_ACT_TYPES: Final = frozenset(ActType)


class ClauseReading(Struct, frozen=True):
    """How one line was read.

    `scope` is the address its scope lines (and the line itself, when it is one) give the next clause, None where no
    line set one. `rule` names the grammar rule, `unclaimed` are words no rule claimed, `readings` other ways to
    read an ambiguous line, `document` the title of the approved document the line stands in. `foreign` says that the
    amended act is named in words that could not be read, `partly` that a part of the line was not understood.
    """

    text: str
    language: Language
    kind: Kind
    scope: str | None
    operations: tuple[ClauseDraft, ...] = ()
    rule: str | None = None
    unclaimed: tuple[str, ...] = ()
    explanation: str = ""
    readings: tuple[tuple[ClauseDraft, ...], ...] = ()
    document: str | None = None
    payload: tuple[int, int] | None = None
    rules: frozenset[str] = frozenset()
    hints_at_order: bool = False
    foreign: bool = False
    partly: bool = False


class _Outcome(Struct):
    """What the segments of one line gave so far."""

    operations: list[ClauseDraft]
    unclaimed: list[str]
    rules: set[str]
    rule: str | None = None
    scoped: bool = False
    failed: bool = False
    silent: bool = False
    hints: bool = False
    lost: bool = False
    foreign: bool = False
    payload: tuple[int, int] | None = None
    document: str | None = None
    readings: list[tuple[ClauseDraft, ...]] = []
    why: list[Reason] = []
    last: Order | None = None


class ClauseReader:
    """Reads the lines of one amending act in order; keeps the scope lines that are in force."""

    def __init__(self, language: Language | None = None) -> None:
        self._language = language
        self._last: Language = language or "ru"
        self._scopes = Scopes()
        self._tail = ""
        self._just_lost = False
        self._order: Order | None = None

    @property
    def knows_scope(self) -> bool:
        """Whether a scope line is in force."""
        return self._scopes.known

    @property
    def expects_names(self) -> bool:
        """Whether the verb stood in the line above, so that lines without one are clauses."""
        return self._scopes.repealing

    @property
    def is_cut_short(self) -> bool:
        """Whether the last line was one word that announces quoted words («строку:»)."""
        return is_one_word(self._tail)

    def reset(self) -> None:
        """Forget every scope line."""
        self._scopes.clear()
        self._tail = ""

    def skip(self) -> None:
        """A line that is no clause stood between: the next line continues none."""
        self._tail = ""

    def repeal(self, label: Label | None = None) -> None:
        """The lines to come, below the point of that label, are a list of acts «признанных утратившими силу»."""
        self._scopes.act(None, None, label, repealing=True)

    def quoted(self) -> None:
        """Quoted text stands here: a line above it that was not understood announced it and set no place."""
        if self._just_lost:
            self._scopes.find(last=True)

    def read(self, text: str, *, joined: bool = False) -> ClauseReading:
        """Read one line: its operations, or the scope it sets, or that it is not understood. Never raises.

        A line broken over two in print («строку:» / «… исключить;») is read when its second half comes. `joined` is
        what goes on the sentence of the line before, behind its quoted new text («…: «А» и дополнить строкой …»).
        """
        if begins_quoted(text):
            self.quoted()
        if self.is_cut_short and is_quoted(text):
            return self._named(text)
        whole = self._whole(text)
        language = self._language or language_of(whole, self._last)
        self._last = language
        reading = self._read(whole, language, joined)
        if reading.operations and breaks_off(whole):
            why = [Reason("cut")]
            said = explanation(Kind.UNPARSED, (), reading.scope, (), language, why)
            reading = replace(reading, kind=Kind.UNPARSED, operations=(), readings=(), rule=None, explanation=said)
        self._tail = whole if is_unfinished(whole, reading.kind) else ""
        return reading if whole == text else replace(reading, text=text, payload=None)

    def _named(self, text: str) -> ClauseReading:
        """Behind «строку:» the row's words on a line of their own: the verb comes on the next line."""
        tail = f"{self._tail} {text}"
        reading = self._read(f"{self._tail.rstrip(' :')} {text}:", self._last, joined=False)
        self._tail = tail
        return replace(reading, text=text)

    def _whole(self, text: str) -> str:
        if not self._tail or label_of(fold(text), self._language or self._last) is not None:
            return text
        whole = f"{self._tail} {text}"
        return whole if glance(whole, self._language or language_of(whole, self._last)) else text

    def _read(self, text: str, language: Language, joined: bool) -> ClauseReading:
        line = cut(text, language)
        outcome = _Outcome([], [], set(), last=self._order if joined else None)
        if line.label is not None and line.segments:
            self._scopes.number(line.label)
        for at, segment in enumerate(line.segments):
            if not (segment.joined or (joined and at == 0)):
                outcome.last = None
            self._segment(text, line, segment, language, outcome)
        self._order = outcome.last
        reading = self._reading(text, language, outcome)
        if outcome.lost:
            self._scopes.lose(text.strip())
        self._just_lost = outcome.lost
        return reading

    def _segment(self, text: str, line: Line, segment: Segment, language: Language, outcome: _Outcome) -> None:
        reading = read_segment(segment, language)
        outcome.lost = False
        if reading.sentence is None:
            outcome.failed = True
            outcome.why.extend([reading.why] if reading.why else [])
            outcome.lost = reading.places and not announces(fold(text), len(text), language)
            outcome.hints = outcome.hints or orders_something(segment.pieces)
            outcome.unclaimed.append(text[segment.start : segment.end])
            return
        outcome.unclaimed.extend(text[piece.start : piece.end] for piece in reading.unknown)
        known = len(outcome.why)
        outcome.rules |= reading.rules
        outcome.payload = outcome.payload or segment.payload
        if reading.sentence is Sentence.NOTICE:
            outcome.silent, outcome.rule = True, "notice"
        elif reading.sentence is Sentence.ORDERS and not _opens_repeal(reading):
            self._orders(text, reading, outcome, language)
            if any(order.action is Action.SUSPEND for order in reading.orders):
                limit = russian_limit(text[segment.start : segment.end]) if language == "ru" else None
                outcome.unclaimed.extend([limit] if limit else [])
        else:
            self._scope(text, line, reading, outcome, language)
        if len(outcome.why) > known:
            outcome.unclaimed.append(text[segment.start : segment.end])

    def _orders(self, text: str, reading: Reading, outcome: _Outcome, language: Language) -> None:
        span = reading.segment.payload
        payload = text[span[0] + 1 : span[1] - 1] if span is not None else None
        manner = Manner(reading.respectively, reading.all_forms, reading.each, payload)
        found: list[ClauseDraft] = []
        if self._is_nowhere([path for order in reading.orders for path in (*order.places, *order.targets)], outcome):
            return
        try:
            orders = inherited(reading.orders, outcome.last)
            outcome.last = orders[-1]
            for order in orders:
                paths = (*order.places, *order.targets)
                outcome.document = outcome.document or _document_in(text, paths)
                for part in _by_act(order):
                    base = self._base((*part.places, *part.targets), text, language, outcome)
                    acts: Sequence[ActRef | None] = acts_repealed(part, text, language) or [base]
                    for ground, act in product(self._scopes.grounds, acts):
                        found.extend(drafts(part, ground, act, manner))
        except UncountableError as doubt:
            outcome.failed = True
            outcome.why.append(doubt.reason)
            return
        outcome.rule = outcome.rule or reading.orders[0].rule
        chosen, others = likelier(found)
        outcome.operations.extend(chosen)
        outcome.readings.extend(others)

    def _is_nowhere(self, paths: Sequence[Path], outcome: _Outcome) -> bool:
        """Whether the paths lie below a line that was not understood, so that nobody knows where."""
        if self._scopes.unread is None or any(_from_the_act(path) for path in paths):
            return False
        outcome.failed = True
        outcome.why.append(Reason("scope", self._scopes.unread))
        return True

    def _base(self, paths: Sequence[Path], text: str, language: Language, outcome: _Outcome) -> ActRef | None:
        """The act a clause changes: the one it names, else that of its scope, else the one «указанный» points at."""
        found = self._act_in(text, paths, language)
        if found is None and any(_names_act(path) for path in paths):
            outcome.foreign = True
            return None
        outcome.foreign = outcome.foreign or (found is None and self._scopes.foreign)
        return found or self._scopes.base or self._said(paths)

    def _act_in(self, text: str, paths: Iterable[Path], language: Language) -> ActRef | None:
        for path in paths:
            if path.root is not None and path.root.act is not None and path.root.kind in ("act", "document"):
                found = reference(text, path.root, language)
                if found is not None:
                    return found
        return None

    def _said(self, paths: Iterable[Path]) -> ActRef | None:
        roots = (path.root for path in paths if path.root is not None and not path.root.several)
        return self._scopes.named if any(root.kind == "said" or root.approved for root in roots) else None

    def _scope(self, text: str, line: Line, reading: Reading, outcome: _Outcome, language: Language) -> None:
        heading = reading.sentence is Sentence.HEADING
        if self._scopes.repealing and not heading and not reading.segment.open and not reading.repealing:
            self._repeal(text, reading, outcome, language)
            return
        if reading.repealing or _opens_repeal(reading):
            self._scopes.act(None, None, line.label, repealing=True)
            outcome.scoped, outcome.rule = True, "repealing"
            return
        named = any(path.root is not None and path.root.kind == "act" for path in reading.subjects)
        if not heading and (reading.unknown or not (reading.segment.open or named)):
            outcome.failed = True
            outcome.lost = sets_place(reading.segment)
            return
        if not named and reading.subjects and self._is_nowhere(reading.subjects, outcome):
            return
        if doubt := unfit(reading.subjects):
            outcome.failed, outcome.lost = True, reading.segment.open
            outcome.why.append(doubt)
            return
        outcome.scoped = True
        outcome.rule = outcome.rule or str(reading.sentence)
        self._enter(text, line, reading, language)

    def _repeal(self, text: str, reading: Reading, outcome: _Outcome, language: Language) -> None:
        """An item below «Признать утратившими силу:» has no verb of its own."""

        order = Order("repeal", Action.REPEAL, targets=reading.subjects)
        for part in _by_act(order):
            base = self._act_in(text, part.targets, language)
            if base is None or unfit(part.targets):
                outcome.failed = True
                outcome.why.append(Reason("unnamed"))
                return
            try:
                acts = acts_repealed(part, text, language) or [base]
            except UncountableError as doubt:
                outcome.failed = True
                outcome.why.append(doubt.reason)
                return
            for act in acts:
                outcome.operations.extend(drafts(part, self._scopes.grounds[0], act, Manner()))
        outcome.rule = "repeal"

    def _enter(self, text: str, line: Line, reading: Reading, language: Language) -> None:
        paths = list(reading.subjects)
        acts = [path for path in paths if path.root is not None and path.root.kind == "act"]
        if acts and acts[0].root is not None:
            root = acts[0].root
            base = None if root.several else reference(text, root, language)
            kind = None if root.several else _type_of(root, base)
            self._scopes.act(base, kind, line.label, foreign=base is None and not root.several)
            paths = [path for path in paths if path.links]
        elif reading.sentence is Sentence.HEADING and not paths and not self._scopes.known:
            self._scopes.act(None, None, line.label)
        elif not self._scopes.known and (base := self._said(paths)) is not None:
            self._scopes.act(base, base.type, line.label)
        documents = [path.root for path in paths if path.root is not None and path.root.kind == "document"]
        for document in documents[:1]:
            if document.act is not None and not acts:
                base = reference(text, document, language)
                self._scopes.act(base, base.type if base is not None else None, line.label, foreign=base is None)
        title = _document_in(text, paths)
        if paths:
            self._scopes.find()
            self._scopes.place(paths, title)

    def _reading(self, text: str, language: Language, outcome: _Outcome) -> ClauseReading:
        kind = Kind.UNPARSED
        if outcome.operations or outcome.silent:
            kind = Kind.OPERATION
        elif outcome.scoped:
            kind = Kind.SCOPE
        scope = str(self._scopes.grounds[0].address) if self._scopes.known else None
        reading = ClauseReading(
            text,
            language,
            kind,
            scope,
            tuple(outcome.operations),
            outcome.rule if kind is not Kind.UNPARSED else None,
            tuple(outcome.unclaimed),
            explanation(kind, outcome.operations, scope, outcome.unclaimed, language, outcome.why, outcome.readings),
            tuple(outcome.readings),
            document=outcome.document or self._scopes.title,
            payload=outcome.payload,
            rules=frozenset(outcome.rules),
            hints_at_order=outcome.hints,
            foreign=outcome.foreign,
            partly=outcome.failed and kind is not Kind.UNPARSED,
        )
        if outcome.operations:
            self._scopes.leave_for(outcome.operations)
        return reading


def _document_in(text: str, paths: Iterable[Path]) -> str | None:
    """The words that name an approved document in a line."""
    spans = (path.root.span for path in paths if path.root is not None and path.root.kind == "document")
    return next((text[start:end] for start, end in spans), None)


def _by_act(order: Order) -> list[Order]:
    """The order, or one for each target where several name their own acts («приказ … № 5 и приказ … № 6»)."""
    named = [path for path in order.targets if _names_act(path)]
    return [replace(order, targets=(path,)) for path in order.targets] if len(named) > 1 else [order]


def _names_act(path: Path) -> bool:
    return path.root is not None and path.root.act is not None and path.root.kind in ("act", "document")


def _from_the_act(path: Path) -> bool:
    """Whether a place is named from the act on, so that no scope line is needed to find it."""
    return path.root is not None and (path.root.kind in ("act", "said") or path.root.approved)


def _opens_repeal(reading: Reading) -> bool:
    """«Признать утратившими силу следующие приказы:»: the acts stand in the lines below."""
    return reading.segment.open and any(
        order.rule == "repeal" and any(path.root is not None and path.root.several for path in order.targets)
        for order in reading.orders
    )


def glance(text: str, language: Language, *, first: bool = False) -> frozenset[str]:
    """What a line would be read as, scopes left alone: the names of its sentences and rules, none if not understood.

    Stricter than reading: every word must be claimed, for what is glanced at may as well be quoted text. With `first`
    those up to the first semicolon or colon will do.
    """
    if not may_be_clause(fold(text), language):
        return frozenset()
    found: set[str] = set()
    segments = cut(text, language).segments
    for segment in segments[:1] if first else segments:
        reading = read_segment(segment, language)
        if reading.sentence is None or reading.unknown or POINTING in reading.rules:
            return frozenset()
        if reading.sentence is Sentence.SCOPE and not segment.open:
            return frozenset()
        found |= {str(reading.sentence), *(order.rule for order in reading.orders)}
    return frozenset(found)


def _type_of(root: Root, base: ActRef | None) -> ActType | None:
    if base is not None:
        return base.type
    return ActType(root.noun) if root.noun in _ACT_TYPES else None


def read_clauses(lines: Iterable[str]) -> Iterator[ClauseReading]:
    """Read lines in order, one reading a line; an empty line forgets the scope and gives no reading.

    Only between «строку:» and the quoted words it announces an empty line means nothing.
    """
    reader = ClauseReader()
    for line in lines:
        if line.strip():
            yield reader.read(line.strip("\r\n"))
        elif not reader.is_cut_short:
            reader.reset()
