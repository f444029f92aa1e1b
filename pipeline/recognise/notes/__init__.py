"""Consolidation notes: what a registry's remark says was done to a provision, by which act, from when."""

from pipeline.recognise.notes.read import NoteReading, read_note, read_notes

__all__ = ["NoteReading", "read_note", "read_notes"]
