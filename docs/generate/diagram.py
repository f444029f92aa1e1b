"""The model as one drawing: which kinds of things there are and how they are linked, as SVG from two tables."""

from __future__ import annotations

from html import escape
from typing import Final, NamedTuple

_WIDTH, _HEIGHT = 200, 52


class Box(NamedTuple):
    """A kind of thing: its words, its class, the middle of its box, its colour."""

    words: str
    term: str
    x: int
    y: int
    colour: str


class Link(NamedTuple):
    """An arrow from box to box; `at` says how far along its words stand."""

    start: str
    end: str
    words: str
    at: float = 0.5


_ELI, _OWN, _WORK = "#dceaf7", "#fdf0d5", "#e3f1e2"
BOXES: Final = (
    Box("Body", "org:FormalOrganization", 120, 60, _ELI),
    Box("Act", "eli:LegalResource", 460, 60, _ELI),
    Box("Provision", "eli:LegalResourceSubdivision", 810, 60, _ELI),
    Box("Version", "zan:Version", 1160, 60, _OWN),
    Box("Event", "zan:Event", 120, 230, _OWN),
    Box("Citation", "zan:Citation", 460, 230, _OWN),
    Box("Operation", "zan:Operation", 1160, 230, _OWN),
    Box("Experience", "zan:Experience", 120, 400, _WORK),
    Box("Requirement", "zan:Requirement", 460, 400, _WORK),
    Box("Profession card", "zan:ProfessionCard", 810, 400, _WORK),
    Box("ISCO-08 unit group", "isco:C2422", 1160, 400, _ELI),
    Box("Row of the register", "zan:RegisterRow", 120, 560, _WORK),
    Box("Position", "zan:Position", 460, 560, _WORK),
    Box("Labour function", "zan:LabourFunction", 810, 560, _WORK),
    Box("Task", "zan:Task", 1160, 560, _WORK),
    Box("Related profession", "zan:RelatedProfession", 590, 690, _WORK),
    Box("Skill", "zan:Skill", 985, 690, _WORK),
    Box("Knowledge", "zan:Knowledge", 1290, 690, _WORK),
)
LINKS: Final = (
    Link("Act", "Body", "eli:passed_by"),
    Link("Act", "Provision", "eli:has_part"),
    Link("Version", "Provision", "eli:realizes"),
    Link("Version", "Operation", "zan:producedBy"),
    Link("Operation", "Provision", "zan:target", 0.45),
    Link("Operation", "Act", "zan:targetAct, zan:inAct", 0.42),
    Link("Event", "Act", "zan:targetAct"),
    Link("Citation", "Act", "zan:citedAct"),
    Link("Citation", "Provision", "zan:citing", 0.4),
    Link("Citation", "Profession card", "zan:citing", 0.4),
    Link("Requirement", "Experience", "zan:experience"),
    Link("Requirement", "Profession card", "zan:requiredBy"),
    Link("Requirement", "Provision", "zan:requiredBy", 0.14),
    Link("Profession card", "ISCO-08 unit group", "skos:broadMatch"),
    Link("Profession card", "Labour function", "zan:hasFunction", 0.62),
    Link("Profession card", "Related profession", "zan:relatedProfession", 0.85),
    Link("Labour function", "Task", "zan:hasTask"),
    Link("Task", "Skill", "zan:requiresSkill"),
    Link("Task", "Knowledge", "zan:requiresKnowledge"),
    Link("Position", "Row of the register", "zan:inRow"),
)


def svg() -> str:
    """The drawing."""
    boxes = {box.words: box for box in BOXES}
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1410 740" role="img" font-family="sans-serif" '
        'aria-label="The classes of the model and the properties between them">\n'
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 L10 5 L0 10 z" fill="#55606b"/></marker></defs>\n'
    ]
    parts += [_line(boxes[link.start], boxes[link.end]) for link in LINKS]
    parts += [_box(box) for box in BOXES]
    parts += [_words(boxes[link.start], boxes[link.end], link) for link in LINKS]
    return "".join(parts) + "</svg>\n"


def _edge(box: Box, other: Box) -> tuple[float, float]:
    """Where the straight line between two middles leaves the first box."""
    dx, dy = other.x - box.x, other.y - box.y
    reach = min(_WIDTH / 2 / abs(dx) if dx else 9.0, _HEIGHT / 2 / abs(dy) if dy else 9.0)
    return box.x + dx * reach, box.y + dy * reach


def _line(start: Box, end: Box) -> str:
    (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#55606b" stroke-width="1.4" '
        'marker-end="url(#tip)"/>\n'
    )


def _words(start: Box, end: Box, link: Link) -> str:
    (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
    x, y = x1 + (x2 - x1) * link.at, y1 + (y2 - y1) * link.at
    wide = 7.2 * len(link.words) + 8
    return (
        f'<rect x="{x - wide / 2:.0f}" y="{y - 11:.0f}" width="{wide:.0f}" height="20" fill="#fff" opacity="0.92"/>'
        f'<text x="{x:.0f}" y="{y + 4:.0f}" text-anchor="middle" font-size="14" fill="#333">'
        f"{escape(link.words)}</text>\n"
    )


def _box(box: Box) -> str:
    return (
        f'<rect x="{box.x - _WIDTH // 2}" y="{box.y - _HEIGHT // 2}" width="{_WIDTH}" height="{_HEIGHT}" rx="7" '
        f'fill="{box.colour}" stroke="#8a949e"/>'
        f'<text x="{box.x}" y="{box.y - 4}" text-anchor="middle" font-size="17" font-weight="600">'
        f"{escape(box.words)}</text>"
        f'<text x="{box.x}" y="{box.y + 15}" text-anchor="middle" font-size="13" fill="#444">'
        f"{escape(box.term)}</text>\n"
    )
