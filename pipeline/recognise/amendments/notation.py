"""Operations in one short line, the form of the examples in the grammar files and of the test cases.

restate annex/point:9
replace_words point:3 old=«A» new=«B» everywhere
insert annex:4 from=1
renumber point:12 number=13
suspend point:5 until=2020-01-01
"""

from __future__ import annotations

from pipeline.model.operations import ClauseDraft


def notation(draft: ClauseDraft) -> str:
    """The operation in one line; what the clause does not say is left out."""
    parts = [str(draft.action), draft.address or '""']
    words = draft.words
    if words is not None:
        for name, value in (("old", words.old), ("new", words.new), ("after", words.after), ("before", words.before)):
            parts += [f"{name}=«{value}»"] if value is not None else []
        parts += ["everywhere"] if words.everywhere else []
        parts += ["all_forms"] if words.all_forms else []
    parts += [f"from={draft.from_annex}"] if draft.from_annex is not None else []
    parts += [f"number={draft.number}"] if draft.number is not None else []
    parts += [f"behind={draft.after}"] if draft.after is not None else []
    if draft.in_force is not None:
        parts += [f"until={draft.in_force.until}"] if draft.in_force.until else []
        parts += [f"in_force={draft.in_force.from_}"] if draft.in_force.from_ else []
    return " ".join(parts)
