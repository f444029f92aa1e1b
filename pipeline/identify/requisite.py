"""The line that names an act where a file states it beside its text: front matter, a `meta.yaml` in its folder."""

from __future__ import annotations

import msgspec

from pipeline.identify.header import identify
from pipeline.identify.language import detect_language
from pipeline.model.acts import Identity
from pipeline.model.documents import Layout, Paragraph
from pipeline.structure.frame import Frame

_ONLY_LINE = Frame(title=(0, 0), act_line=(0, 1), preamble=(1, 1), body=(1, 1), signature=(1, 1), annexes=())


def with_requisite(identity: Identity, requisite: str) -> Identity:
    """The identity with the particulars that the requisite states, in whichever language it is written.

    What the text prints itself stays; a requisite that names another act than the text is only doubted.
    """
    line = Paragraph(requisite, (0, 0), Layout.BLOCK, ())
    stated = identify((line,), _ONLY_LINE, detect_language(requisite).language)
    if stated.key is None:
        return identity
    if identity.key is not None and identity.key != stated.key:
        doubt = f"the file is stated to be {stated.key}, its text names {identity.key}"
        return msgspec.structs.replace(identity, doubts=(*identity.doubts, doubt))
    return msgspec.structs.replace(
        identity,
        type=stated.type,
        issuer=stated.issuer,
        date=stated.date,
        number=stated.number,
        registration=identity.registration or stated.registration,
        acting=identity.acting or stated.acting,
        doubts=stated.doubts,
    )
