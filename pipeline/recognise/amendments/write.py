"""From an operation to its clause, in the grammar of the language: the reverse of reading.

Law: `read(write_clause(draft)) == draft` for every operation a clause can say on its own.
"""

from __future__ import annotations

from pipeline.model.acts import ActType, Language
from pipeline.model.operations import ClauseDraft
from pipeline.recognise.amendments.write_kk import kazakh_clause
from pipeline.recognise.amendments.write_ru import russian_clause


def write_clause(draft: ClauseDraft, language: Language, act: ActType = ActType.ORDER) -> str:
    """The clause that orders `draft`; `act` is the type of the amended and of the amending act.

    A clause whose new text follows in quotes ends with a colon, every other one with a semicolon.
    """
    return kazakh_clause(draft, act) if language == "kk" else russian_clause(draft, act)
