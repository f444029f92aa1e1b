"""The professional side of acts: cards of professions, registers of positions, qualification requirements."""

from pipeline.recognise.professions.abbreviations import read_abbreviations
from pipeline.recognise.professions.cards import read_cards
from pipeline.recognise.professions.register import read_register
from pipeline.recognise.professions.requirements import (
    asks_for_qualification,
    position_of_heading,
    read_requirements,
)
from pipeline.recognise.professions.tabulated import read_requirement_tables

__all__ = [
    "asks_for_qualification",
    "position_of_heading",
    "read_abbreviations",
    "read_cards",
    "read_register",
    "read_requirement_tables",
    "read_requirements",
]
