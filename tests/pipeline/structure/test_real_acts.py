"""Real acts as a public corpus of editions publishes them in Markdown: the whole tree of each, address by address.

`acts/NAME.md` is an excerpt, `acts/NAME.tree` what must be made of it: a first line naming the act it comes from, the
key that the text itself gives («= None» where it prints too little), then a line a provision: its address and the
beginning of its words, and «+» lines for the notes that it bears.
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


@pytest.mark.parametrize("name", sorted(path.stem for path in ACTS.glob("*.md")))
def test_the_tree_of_a_real_act(name: str) -> None:
    source = read_file(ACTS / f"{name}.md")
    cleaned = clean(source)
    parts = frame(cleaned.paragraphs)
    identity = identify(cleaned.paragraphs, parts, detect_language(source.text).language)
    tree = build_tree(cleaned.paragraphs, parts)
    expected = (ACTS / f"{name}.tree").read_text("utf-8").splitlines()
    assert expected[0].startswith("# ")
    assert expected[1] == f"= {identity.key}"
    assert [line for top in tree for line in lines(top)] == expected[2:]
    accounting, left = account(cleaned, tree)
    assert accounting.unrecognised == 0, left
