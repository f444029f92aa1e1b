"""An amending order read: every character of its body is a heading, scope, clause, payload or procedure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.address import Address, Unit
from pipeline.model.acts import Language
from pipeline.model.documents import Layout, Paragraph
from pipeline.model.operations import Action, Expected, Kind
from pipeline.recognise.amendments.blocks import Block, Blocks
from pipeline.recognise.amendments.candidates import may_be_clause
from pipeline.recognise.amendments.labels import Label, label_of
from pipeline.recognise.amendments.normal import fold
from pipeline.recognise.amendments.order_reading import Claim, Claimed, NewText, OrderOperation, OrderReading
from pipeline.recognise.amendments.payload_text import (
    Part,
    by_rows,
    number_at,
    parts_of,
    provisions_of,
    shared_out,
)
from pipeline.recognise.amendments.printed_rows import PrintedRows, printed_rows, row_in_table
from pipeline.recognise.amendments.read_segment import POINTING
from pipeline.recognise.amendments.reader import ClauseReader, ClauseReading, glance
from pipeline.recognise.amendments.segments import announced_at, goes_on
from pipeline.recognise.amendments.settling import numbered, other_reading, settled, with_index
from pipeline.recognise.amendments.stretches import Place, begins_quoted
from pipeline.recognise.amendments.verb_last import opens_repeals


def read_order(paragraphs: Sequence[Paragraph], language: Language, repealing: bool = False) -> OrderReading:
    """Read the body of an amending act, or an annex of it that lists amendments. Never raises.

    `paragraphs` are the cleaned paragraphs in reading order, without title, signature and annexes. `repealing` says
    that they are a list of acts that the body repeals: its numbered lines have no verb of their own.
    """
    return _Order(paragraphs, language, repealing).read()


_NOTE: Final = re.compile(
    r"\s*(?:сноска\.|ескерту\.|примечание (?:изпи|рцпи)|заң?қаи-ның ескертпесі|рқао-ның ескертпесі"
    r"|(?:\d+(?:-\d+)*[.)]\s*)?(?:утратил[аои]?\s+силу|исключен[аоы]?)\s*[–-]?\s*"
    r"(?:приказ|постановлени|закон|указ|решени)\w*\s"
    r"|(?:\d+(?:-\d+)*[.)]\s*)?(?:күші жойылды|алып тасталды)\s*[–-]"
    r"|(?:қызмет бабында пайдалану үшін|для служебного пользования)[\s.;]*$)"
)
"""A note of the registry in an amending act: it tells of a change or of words not published, it orders none."""

_NO_PAYLOAD: Final = "the new text the clause announces was not found"
_UNCLOSED: Final = "the quotes of the new text are never closed"
_INDEX: Final = "the clause prints the number without its index, the new text with it"
_UNSHARED: Final = "the new text could not be shared out among the targets"


_KAZAKH_PLACE: Final = re.compile(r"\s*[«\"“„][^\n]{1,600}?[»\"”]\s*(?:деген|дейтін)\s[^\n]{1,200}$")
"""A line that begins with a heading in quotes, «3. Төтенше жағдайлар комитеті» деген бөлімде:», is no payload."""


class _Order:
    """The state of reading one order."""

    def __init__(self, paragraphs: Sequence[Paragraph], language: Language, repealing: bool) -> None:
        self._paragraphs = paragraphs
        self._language: Language = language
        self._reader = ClauseReader(language)
        self._blocks = Blocks(paragraphs, self._fits)
        self._claims: list[Claimed] = []
        self._operations: list[OrderOperation] = []
        self._waiting: list[int] = []
        self._quoted_unread = False
        self._procedure = False
        self._point: Label | None = None
        self._glances: dict[Place, bool] = {}
        self._list = repealing
        if repealing:
            self._reader.repeal()

    def read(self) -> OrderReading:
        place = Place(0, 0)
        while place.paragraph < len(self._paragraphs):
            place = self._step(place)
            if place.paragraph < len(self._paragraphs) and place.at >= len(self._text(place.paragraph)):
                place = Place(place.paragraph + 1, 0)
        self._give_up_waiting()
        return OrderReading(tuple(self._claims), tuple(self._operations))

    def _text(self, index: int) -> str:
        return self._paragraphs[index].text

    def _step(self, place: Place) -> Place:
        """Read one line or one payload; returns the place behind it."""
        if self._is_payload(place):
            return self._payload(place)
        if not self._waiting and (rows := self._printed_rows(place)) is not None:
            return self._printed(place.paragraph, rows)
        if self._reader.is_cut_short and not place.at:
            row = row_in_table(self._paragraphs, place.paragraph)
            if row is not None:
                return self._row(place.paragraph, row)
        text = self._text(place.paragraph)
        start = place.at
        end = announced_at(text, start + 1, self._language)
        line_end = len(text) if end is None else end
        self._line(place.paragraph, start, line_end)
        self._quoted_unread = self._quoted_unread or (end is not None and not self._waiting)
        return Place(place.paragraph, line_end)

    def _row(self, start: int, row: PrintedRows) -> Place:
        """A row printed behind «строку:», read as if it stood there in quotes."""
        reading = self._reader.read(row.quoted)
        for index in range(start, row.goes_on):
            self._claims.append(Claimed(index, 0, len(self._text(index)), Claim.SCOPE, reading))
        return Place(row.goes_on, 0)

    def _printed_rows(self, place: Place) -> PrintedRows | None:
        at_start = self._language == "kk" and place.at == 0
        return printed_rows(self._paragraphs, place.paragraph) if at_start else None

    def _printed(self, start: int, rows: PrintedRows) -> Place:
        """Rows printed out and the clause that goes on behind them, read as if it named them in quotes."""
        text = self._text(rows.goes_on)
        end = announced_at(text, 0, self._language) or len(text)
        for index in range(start, rows.goes_on):
            self._claims.append(Claimed(index, 0, len(self._text(index)), Claim.CLAUSE))
        self._line(rows.goes_on, 0, end, rows.quoted)
        return Place(rows.goes_on, end)

    def _is_payload(self, place: Place) -> bool:
        paragraph = self._paragraphs[place.paragraph]
        if begins_quoted(paragraph.text, place.at) and (self._waiting or self._quoted_unread):
            return True
        if not self._waiting or place.at:
            return False
        if paragraph.layout is Layout.TABLE or self._blocks.lost_its_opening(place.paragraph):
            return True
        target = Address.parse(self._operations[self._waiting[0]].draft.address).last
        return target is not None and target.number is not None and self._opens_target(paragraph.text, target.unit)

    def _opens_target(self, text: str, unit: Unit) -> bool:
        """A payload that lost its opening quote still begins with the number of a target."""
        number = number_at(text, unit)
        numbers = {
            step.number for at in self._waiting if (step := Address.parse(self._operations[at].draft.address).last)
        }
        return number is not None and number in numbers and not self._fits_label(text)

    def _fits_label(self, text: str) -> bool:
        label = label_of(fold(text), self._language)
        return label is not None and self._point is not None and self._follows(label)

    def _follows(self, label: Label) -> bool:
        point = self._point
        if point is None or label.mark != point.mark or not (label.number.isdigit() and point.number.isdigit()):
            return False
        return int(label.number) == int(point.number) + 1

    def _fits(self, place: Place) -> bool:
        """Whether the line at `place` is a line of the order itself: see `blocks.Fits`."""
        known = self._glances.get(place)
        if known is None:
            known = self._glances[place] = self._looks_like_order(place)
        return known

    def _looks_like_order(self, place: Place) -> bool:
        paragraph = self._paragraphs[place.paragraph]
        if paragraph.layout is Layout.TABLE:
            return False
        text = paragraph.text[place.at :]
        if begins_quoted(text) and _KAZAKH_PLACE.match(text) is None:
            return False
        if not place.at and self._fits_label(text):
            return True
        end = announced_at(paragraph.text, place.at, self._language)
        line = text if end is None else paragraph.text[place.at : end]
        # Behind quoted text in one paragraph the order goes on, whatever stands at the paragraph's end.
        return bool(glance(line, self._language, first=place.at > 0))

    def _line(self, index: int, start: int, end: int, named: str = "") -> None:
        """Read a line; `named` are the rows printed out above it, in quotes."""
        self._give_up_waiting()
        self._quoted_unread = False
        text = f"{named} {self._text(index)[start:end]}" if named else self._text(index)[start:end]
        if not text.strip(" \t;.,:_") or self._paragraphs[index].layout is Layout.TABLE:
            self._claim_rest(index, start, end)
            return
        if _NOTE.match(fold(text)):
            self._claims.append(Claimed(index, start, end, Claim.PROCEDURE))
            return
        label = label_of(fold(text), self._language) if not start else None
        if label is not None and label.mark == ".":
            self._point, self._procedure = label, False
        if not start and opens_repeals(self._paragraphs, index, len(self._paragraphs)):
            self._reader.repeal(label)
            self._claims.append(Claimed(index, start, end, Claim.HEADING))
            return
        if self._list and label is None:
            self._claims.append(Claimed(index, start, end, Claim.HEADING))
            return
        awaited = self._reader.expects_names or (self._reader.is_cut_short and begins_quoted(text))
        if not awaited and not may_be_clause(fold(text), self._language):
            self._reader.skip()
            self._unread_line(index, start, end, label, None)
            return
        reading = self._reader.read(text, joined=start > 0 and goes_on(text))
        aside = self._procedure and (reading.unclaimed or POINTING in reading.rules)
        if reading.kind is Kind.UNPARSED or aside:
            self._unread_line(index, start, end, label, reading)
            return
        self._procedure = False
        if reading.kind is Kind.SCOPE:
            heading = reading.rule in ("heading", "repealing")
            claim = Claim.UNPARSED if reading.partly else Claim.HEADING if heading else Claim.SCOPE
            self._claims.append(Claimed(index, start, end, claim, reading))
            return
        self._claims.append(Claimed(index, start, end, Claim.CLAUSE, reading))
        self._order(index, reading)

    def _claim_rest(self, index: int, start: int, end: int) -> None:
        """Separators after a payload, or a table nothing asked for."""
        table = self._paragraphs[index].layout is Layout.TABLE
        claim = Claim.UNPARSED if table and not self._procedure else Claim.PROCEDURE
        if not table and self._claims:
            claim = self._claims[-1].claim
        self._claims.append(Claimed(index, start, end, claim))

    def _unread_line(
        self, index: int, start: int, end: int, label: Label | None, reading: ClauseReading | None
    ) -> None:
        """A numbered point that orders no amendment opens procedure; a line with a verb of amendment is unread."""
        text = self._text(index)[start:end]
        if label is not None and label.mark == ".":
            self._procedure = True
            self._reader.reset()
        procedure = self._procedure or not self._reader.knows_scope
        if procedure and reading is not None and _is_doubtful(reading):
            procedure = False
        self._claims.append(Claimed(index, start, end, Claim.PROCEDURE if procedure else Claim.UNPARSED, reading))
        self._quoted_unread = not procedure and text.rstrip().endswith(":")

    def _order(self, index: int, reading: ClauseReading) -> None:
        # A clause on the other language's text alone may still bring that text in quotes.
        self._quoted_unread = not reading.operations and reading.text.rstrip().endswith(":")
        lines = self._paragraphs[index].lines
        for draft in reading.operations:
            doubts = (f"not understood: {' | '.join(reading.unclaimed)}",) if reading.unclaimed else ()
            operation = OrderOperation(
                draft,
                reading.text.strip(),
                lines,
                None,
                reading.document,
                reading.rule,
                doubts,
                reading.foreign,
                open=bool(reading.readings),
            )
            if draft.expected is Expected.QUOTED:
                self._waiting.append(len(self._operations))
            self._operations.append(operation)

    def _payload(self, place: Place) -> Place:
        self._reader.quoted()
        blocks: list[Block] = []
        at = place
        while at.paragraph < len(self._paragraphs) and self._continues(at, blocks):
            block = self._blocks.block(at)
            blocks.append(block)
            self._claims.extend(Claimed(s.paragraph, s.start, s.end, Claim.PAYLOAD) for s in block.stretches)
            at = block.next
            if at.at >= len(self._text(at.paragraph)):
                at = Place(at.paragraph + 1, 0)
        if self._waiting:
            self._deliver(blocks)
        self._quoted_unread = False
        return at

    def _continues(self, at: Place, blocks: Sequence[Block]) -> bool:
        if not blocks:
            return True
        if at.at or not begins_quoted(self._text(at.paragraph)) or self._fits(at):
            return False
        return self._printed_rows(at) is None

    def _deliver(self, blocks: Sequence[Block]) -> None:
        waiting, self._waiting = self._waiting, []
        parts = parts_of([block.stretches for block in blocks], self._paragraphs)
        doubts = () if all(block.closed for block in blocks) else (_UNCLOSED,)
        targets = [Address.parse(self._operations[at].draft.address) for at in waiting]
        steps = [target.last for target in targets if target.last is not None]
        parts = by_rows(parts, steps, self._paragraphs)
        shared = shared_out(parts, steps) if len(steps) == len(targets) else [list(parts)] * len(targets)
        if shared is None:
            self._unshared(waiting)
            return
        for at, given in reversed(list(zip(waiting, shared, strict=True))):
            self._operations[at : at + 1] = [
                self._with_text(replace(self._operations[at], draft=draft), own, doubts)
                for draft, own in numbered(self._operations[at].draft, given)
            ]

    def _with_text(self, operation: OrderOperation, parts: Sequence[Part], doubts: tuple[str, ...]) -> OrderOperation:
        if not parts:
            return replace(operation, doubts=(*operation.doubts, *doubts, _NO_PAYLOAD))
        text = "\n".join(part.text for part in parts)
        draft = settled(operation.draft, parts) if operation.open else operation.draft
        if (indexed := with_index(draft, parts)) is not None:
            draft, doubts = indexed, (*doubts, _INDEX)
        stretches = tuple(part.stretch for part in parts)
        first, last = self._paragraphs[stretches[0].paragraph].lines, self._paragraphs[stretches[-1].paragraph].lines
        if draft.action is Action.INSERT_WORDS and draft.words is not None:
            draft = replace(draft, words=replace(draft.words, new=text), expected=Expected.NONE)
            return replace(operation, draft=draft, doubts=(*operation.doubts, *doubts))
        provisions = provisions_of(Address.parse(draft.address), parts)
        new_text = NewText(text, provisions, stretches, (first[0], last[1]))
        ambiguous = other_reading(draft, parts) if operation.open else None
        return replace(
            operation, draft=draft, payload=new_text, ambiguous=ambiguous, doubts=(*operation.doubts, *doubts)
        )

    def _unshared(self, waiting: Sequence[int]) -> None:
        """None of the operations gets a text that is not its own."""
        for at in waiting:
            operation = self._operations[at]
            self._operations[at] = replace(operation, ambiguous=_UNSHARED, doubts=(*operation.doubts, _UNSHARED))

    def _give_up_waiting(self) -> None:
        for at in self._waiting:
            operation = self._operations[at]
            self._operations[at] = replace(operation, doubts=(*operation.doubts, _NO_PAYLOAD))
        self._waiting = []


def _is_doubtful(reading: ClauseReading) -> bool:
    """Whether an unread line still shows the wording of an amendment, so that a person must look at it."""
    return bool(reading.rules) or reading.hints_at_order
