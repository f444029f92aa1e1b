"""Real acts, in Markdown from a public corpus of editions and as pages of Adilet: the whole tree of each.

`acts/NAME.md` or `acts/NAME.html` is an excerpt, `acts/NAME.tree` what must be made of it: a first line naming the
act it comes from, the key that the text itself gives («= None» where it prints too little), then a line a provision:
its address and the beginning of its words, and «+» lines for the notes that it bears.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.identify.header import identify
from pipeline.identify.language import detect_language
from pipeline.model.provisions import Provision
from pipeline.read import read_file
from pipeline.structure import account, build_tree
from pipeline.structure.frame import frame

ACTS = Path(__file__).parent / "acts"
SHOWN = 60


def lines(provision: Provision) -> Iterator[str]:
    for node in provision.walk():
        yield f"{node.address} | {' '.join(node.text.split())[:SHOWN]}".rstrip()
        yield from (f"  + {' '.join(note.text.split())[:SHOWN]}".rstrip() for note in node.notes)


@pytest.mark.parametrize("path", sorted((*ACTS.glob("*.md"), *ACTS.glob("*.html"))), ids=lambda path: path.stem)
def test_the_tree_of_a_real_act(path: Path) -> None:
    source = read_file(path)
    cleaned = clean(source)
    parts = frame(cleaned.paragraphs)
    identity = identify(cleaned.paragraphs, parts, detect_language(source.text).language)
    tree = build_tree(cleaned.paragraphs, parts)
    expected = path.with_suffix(".tree").read_text("utf-8").splitlines()
    assert expected[0].startswith("# ")
    assert expected[1] == f"= {identity.key}"
    assert [line for top in tree for line in lines(top)] == expected[2:]
    accounting, left = account(cleaned, tree)
    assert accounting.unrecognised == 0, left
