"""The JSON of CONTRACT: records as the plain values that other programs read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.model.acts import ActRef, InForce, Rule
from pipeline.model.decisions import Decision
from pipeline.model.editions import Act, HistoryEvent, ProvisionHistory, Span, Version
from pipeline.model.operations import ClauseDraft, Operation, OperationRef, Outcome, Status, Words
from pipeline.model.professions import Card, Experience, PositionRow, Requirement, Task
from pipeline.model.provisions import NoteEvent

Json = dict[str, Any]


def day(value: dt.date | None) -> str | None:
    """A date in ISO form."""
    return value.isoformat() if value is not None else None


def in_force(value: InForce | None) -> Json | None:
    """An in-force rule."""
    if value is None:
        return None
    out: Json = {
        "rule": value.rule,
        "days": value.days,
        "from": day(value.from_),
        "not_before": day(value.not_before),
        "until": day(value.until),
    }
    if value.months is not None:
        out["months"] = value.months
    if value.text is not None:
        out["text"] = value.text
    return out


def rule_words(value: InForce) -> str:
    """An in-force rule in a few words for people, with the day as far as it is known."""
    counted = f"{value.months} months" if value.months is not None else f"{value.days} days"
    rules = {
        Rule.DAYS_AFTER_FIRST_PUBLICATION: f"{counted} after first publication",
        Rule.ON_FIRST_PUBLICATION: "on first publication",
        Rule.ON_DATE: "on a fixed day",
        Rule.ON_SIGNING: "on signing",
        Rule.ON_REGISTRATION: "on registration",
        Rule.UNKNOWN: "rule not known",
    }
    when = day(value.from_) or (f"not before {value.not_before}" if value.not_before else "day not known")
    return f"{when}: {rules[value.rule]}"


def words(value: Words | None) -> Json:
    """The words of a word operation; nulls for other operations."""
    value = value or Words()
    return {
        "old": value.old,
        "new": value.new,
        "after": value.after,
        "before": value.before,
        "everywhere": value.everywhere,
    }


def outcome_on(operation: Operation, today: dt.date) -> Outcome | None:
    """The outcome as it stands today: an applied change that is not yet in force is pending."""
    outcome = operation.outcome
    if outcome is None or outcome.status is not Status.APPLIED or operation.in_force is None:
        return outcome
    earliest = operation.in_force.from_ or operation.in_force.not_before
    if earliest is not None and earliest > today:
        certain = "from" if operation.in_force.from_ else "not before"
        return Outcome(Status.PENDING, f"in force {certain} {earliest}")
    return outcome


def operation(value: Operation, today: dt.date) -> Json:
    """An operation."""
    outcome = outcome_on(value, today)
    payload = value.payload
    return {
        "n": value.n,
        "action": value.action,
        "act": value.act,
        "address": value.address,
        "words": words(value.words),
        "payload": None
        if payload is None
        else {"text": payload.text, "provisions": list(payload.provisions), "from_annex": payload.from_annex},
        "in_force": in_force(value.in_force),
        "clause": {"text": value.clause.text, "lines": list(value.clause.lines)},
        "outcome": None if outcome is None else {"status": outcome.status, "detail": outcome.detail},
        **({"number": value.number} if value.number is not None else {}),
    }


def draft(value: ClauseDraft) -> Json:
    """An operation as far as its clause says."""
    out: Json = {
        "action": value.action,
        "address": value.address,
        "words": words(value.words),
        "payload": {"expected": value.expected, "from_annex": value.from_annex},
    }
    if value.base is not None:
        out["act"] = value.base.act
    if value.number is not None:
        out["number"] = value.number
    return out


def note_event(value: NoteEvent) -> Json:
    """An event that a note tells of."""
    return {
        "action": value.action,
        "targets": list(value.targets),
        "acts": [{"issuer": a.issuer, "date": a.date, "number": a.number, "act": a.act} for a in value.acts],
        "in_force": in_force(value.in_force),
        **({"except": list(value.excepted)} if value.excepted else {}),
    }


def told_targets(value: NoteEvent | HistoryEvent) -> str:
    """Where something happened, in words: «the whole act, except point:2»."""
    told = ", ".join(value.targets) or "the whole act"
    return f"{told}, except {', '.join(value.excepted)}" if value.excepted else told


def reference(value: ActRef) -> Json:
    """A citation."""
    return {
        "act": value.act,
        "type": value.type,
        "issuer": value.issuer,
        "date": day(value.date),
        "number": value.number,
        "title": value.title,
        "registration": value.registration,
        "text": value.text,
        **({"address": value.place} if value.place else {}),
        **({"doubts": list(value.doubts)} if value.doubts else {}),
    }


def operation_ref(value: OperationRef | None) -> Json | None:
    """An operation named by its act and number."""
    return None if value is None else {"act": value.act, "n": value.n}


def spans(values: tuple[Span, ...]) -> list[Json]:
    """Spans of a text with the operations that wrote them."""
    return [{"start": s.start, "end": s.end, "operation": operation_ref(s.operation)} for s in values]


def version(value: Version) -> Json:
    """One version of a provision."""
    return {
        "text": value.text,
        "status": value.standing,
        "heading": value.heading,
        "in_force": in_force(value.in_force),
        "in_force_from": day(value.in_force.from_) if value.in_force else None,
        "in_force_until": day(value.until.from_) if value.until else None,
        "until": in_force(value.until),
        "operation": operation_ref(value.operation),
        "note": value.note,
    }


def act_row(value: Act) -> Json:
    """An act in the list of acts."""
    return {
        "act": value.act,
        "type": value.type,
        "issuer": value.issuer,
        "number": value.number,
        "date": day(value.date),
        "title": value.titles[0][1] if value.titles else None,
        "titles": dict(value.titles),
        "registration": None
        if value.registration is None
        else {"number": value.registration.number, "date": day(value.registration.date)},
        "languages": [edition.language for edition in value.editions],
        "label": value.label,
        "amended_by": sorted({order for order, _ in value.operations}),
        "in_force": in_force(value.in_force),
    }


def history_event(value: HistoryEvent) -> Json:
    """An event in the history of an act."""
    return {
        "act": value.act,
        "date": day(value.date),
        "number": value.number,
        "action": value.action,
        "targets": list(value.targets),
        "in_force": in_force(value.in_force),
        "source": value.source,
        **({"except": list(value.excepted)} if value.excepted else {}),
    }


def provision_history(value: ProvisionHistory) -> Json:
    """A provision with all its versions."""
    return {
        "address": value.address,
        "unit": value.unit,
        "versions": [version(v) for v in value.versions],
        "notes": list(value.notes),
    }


def decision(value: Decision) -> Json:
    """A person's decision on a text, and why it is not used if it is not."""
    return {
        "kind": value.kind,
        "entry": value.entry,
        "file": value.file,
        "act": value.act,
        "lines": list(value.lines) if value.lines is not None else None,
        "old": value.old,
        "new": value.new,
        "reason": value.reason,
        "author": value.author,
        "date": day(value.date),
        "used": value.failure is None,
        "failure": value.failure,
    }


def decision_line(value: Decision) -> str:
    """A person's decision in one line."""
    lines = f", lines {value.lines[0]}–{value.lines[1]}" if value.lines is not None else ""
    used = (
        f"not used: {value.failure}"
        if value.failure is not None
        else f"«{_short(value.old)}» → «{_short(value.new)}»"
    )
    return f"{value.entry} ({value.file}{lines}): {used}; {value.reason} ({value.author}, {value.date})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"


def task(value: Task) -> Json:
    """A task of a card."""
    return {
        "n": value.n,
        "title": value.title,
        "skills": list(value.skills),
        "knowledge": list(value.knowledge),
        "citations": [reference(citation) for citation in value.citations],
        "lines": list(value.lines),
    }


def card(value: Card) -> Json:
    """A profession card."""
    return {
        "name": value.name,
        "code": value.code,
        "isco_group": value.isco_group,
        "ork_levels": list(value.ork_levels),
        "act": value.act,
        "functions": [
            {"n": function.n, "title": function.title, "tasks": [task(t) for t in function.tasks]}
            for function in value.functions
        ],
        "related_professions": [
            {"name": one.name, "level": one.level, **({"code": one.code} if one.code else {})}
            for one in value.related_professions
        ],
        "ks": list(value.ks),
        "ks_citations": [reference(citation) for citation in value.ks_citations],
        "requirements": [requirement(row) for row in value.requirements],
        "personal_competences": list(value.personal_competences),
        "education": value.education,
        "lines": list(value.lines),
        "doubts": list(value.doubts),
    }


def requirement(value: Requirement) -> Json:
    """A qualification requirement."""
    source: Json = {"act": value.source.act}
    if value.source.address is not None:
        source["address"] = value.source.address
    if value.source.card is not None:
        source["card"] = value.source.card
    return {
        "source": source,
        "position": value.position,
        "skill_level": value.skill_level,
        "category": value.category,
        "education": list(value.education),
        "fields": list(value.fields),
        "experience": [experience(one) for one in value.experience],
        "text": value.text,
        **({"position_category": value.position_category} if value.position_category else {}),
        **({"lines": list(value.lines)} if value.lines else {}),
        **({"doubts": list(value.doubts)} if value.doubts else {}),
    }


def experience(value: Experience) -> Json:
    """An alternative of required experience."""
    out: Json = {"min_years": value.min_years, "where": value.where}
    if value.post is not None:
        out["post"] = value.post
    if value.education:
        out["education"] = list(value.education)
    return out


def position(value: PositionRow) -> Json:
    """A row of a register of positions."""
    return {
        "act": value.act,
        "block": value.block,
        "zveno": value.zveno,
        "step": value.step,
        "sector": value.sector,
        "institution": value.institution,
        "skill_level": value.skill_level,
        "category": value.category,
        "positions": list(value.positions),
        "expanded": [list(names) for names in value.expanded],
        "zveno_supplied": value.zveno_supplied,
        "step_supplied": value.step_supplied,
        "lines": list(value.lines),
        "doubts": list(value.doubts),
    }
