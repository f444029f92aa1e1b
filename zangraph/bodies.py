"""The registers of bodies and of named acts as the graph takes them."""

from __future__ import annotations

from graph.triples import BodyRecord, KnownAct
from pipeline.identify.bodies import Body, bodies
from pipeline.identify.named_acts import acts_by_key
from pipeline.model.acts import Language


def body_records() -> dict[str, BodyRecord]:
    """Slug → body, for every body of the register."""
    return {slug: _record(body) for slug, body in bodies().items()}


def _record(body: Body) -> BodyRecord:
    languages: tuple[Language, ...] = ("kk", "ru")
    named = tuple((language, body.names(language)) for language in languages if body.names(language))
    ends = [period[1] if len(period) > 1 else None for period in body.periods]
    return BodyRecord(
        names=tuple((language, names[0]) for language, names in named),
        other_names=tuple((language, name) for language, names in named for name in names[1:]),
        year_from=min((period[0] for period in body.periods), default=None),
        year_until=None if None in ends else max((end for end in ends if end is not None), default=None),
        part_of=body.part_of,
        predecessors=body.predecessors,
        successors=body.successors,
        source=body.source,
    )


def known_acts() -> dict[str, KnownAct]:
    """Act key → its names and the facts of its life, for every act of the register of named acts."""
    return {
        key: KnownAct(
            titles=(("kk", act.title("kk")), ("ru", act.title("ru"))),
            source=act.source,
            in_force_from=act.in_force_from,
            in_force_until=act.in_force_until,
            repealed_by=act.repealed_by,
        )
        for key, act in acts_by_key().items()
    }
