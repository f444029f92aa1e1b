"""Each cleaning pass on the lines of a table: repaired, left alone, or reported."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import EXTRACTED, clean, repair_counts
from pipeline.clean.displaced import displaced
from pipeline.clean.furniture import registry_codes
from pipeline.clean.invisible import invisible
from pipeline.clean.letters import letter_spaced, look_alikes
from pipeline.clean.lines import split
from pipeline.model.documents import Format, Source

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
TEXTS = tomllib.loads((Path(__file__).parent / "paragraphs.toml").read_text(encoding="utf-8"))["case"]
PASSES = {
    "displaced": displaced,
    "invisible": invisible,
    "letter_spaced": letter_spaced,
    "look_alikes": look_alikes,
    "registry_codes": registry_codes,
}


@pytest.mark.parametrize(
    ("name", "case"), [(name, case) for name, cases in CASES.items() for case in cases], ids=lambda v: str(v)[:60]
)
def test_line(name: str, case: dict[str, object]) -> None:
    before = str(case["before"])
    passed = PASSES[name](split(f"{case['above']}\n{before}" if "above" in case else before))
    line = passed.lines[-1]
    if "after" in case:
        assert line.text.text.strip() == case["after"]
        assert [repair.made for repair in passed.repairs] == [True]
    else:
        assert line.text.text.strip() == before.strip()
        assert [repair.made for repair in passed.repairs] == ([False] if case.get("doubt") else [])


def source(text: str, form: Format = Format.TEXT) -> Source:
    return Source("made.txt", form, "", text)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["name"])
def test_paragraphs(case: dict[str, Any]) -> None:
    cleaned = clean(source(case["text"].strip("\n"), Format(case.get("form", "text"))))
    assert [paragraph.text for paragraph in cleaned.paragraphs] == case["paragraphs"]
    assert [name for _, _, name in sorted(cleaned.removed)] == case["removed"]


LINES = st.lists(
    st.one_of(
        st.sampled_from([str(case["before"]) for cases in CASES.values() for case in cases]),
        st.text(alphabet='абқңi AB12 .,;:()"«»-№\n', max_size=40),
        st.just(""),
    ),
    max_size=30,
)


@given(LINES)
def test_no_character_is_lost(lines: list[str]) -> None:
    """Every non-blank character of the source stands in exactly one paragraph, or was taken away by name."""
    text = "\n".join(lines)
    cleaned = clean(source(text))
    offsets = [o for p in cleaned.paragraphs for o in p.traced().at if o >= 0 and not text[o].isspace()]
    removed = [
        o for start, length, _ in cleaned.removed for o in range(start, start + length) if not text[o].isspace()
    ]
    assert sorted(offsets + removed) == [o for o, character in enumerate(text) if not character.isspace()]


@given(st.text(max_size=200))
def test_any_text_is_cleaned(text: str) -> None:
    for each in EXTRACTED:
        each(split(text))
    clean(source(text.replace("\r", " "), Format.MARKDOWN))


def test_the_corpus_is_repaired_as_counted_by_hand(corpus: Path) -> None:
    """149 displaced words, 57 letter-spaced, 62 page ends and one footer were counted on the pages."""
    total: dict[str, int] = {}
    for path in sorted(corpus.glob("order-*")):
        form = Format.MARKDOWN if path.suffix == ".md" else Format.TEXT
        cleaned = clean(source(path.read_text(encoding="utf-8"), form))
        for name, count in repair_counts(cleaned.repairs).items():
            total[name] = total.get(name, 0) + count
        assert all(repair.made for repair in cleaned.repairs), path
    assert total["displaced link words"] == 149
    assert total["letter-spaced words"] == 57 + 1, "and the number «3 .»"
    assert total["page breaks"] == 62 - 1, "the last page's end stands before the footer, which is taken away"
    assert total["page footer"] == 1
    assert total["look-alike letters"] == 5


def test_a_raised_index_in_markdown_is_no_figure_of_its_number() -> None:
    source = Source("made.md", Format.MARKDOWN, "", "Статья 43<sup>1</sup>. Площадь в м<sup>2</sup>.\n")
    cleaned = clean(source)
    assert [paragraph.text for paragraph in cleaned.paragraphs] == ["Статья 43¹. Площадь в м²."]


WRAPPED = tomllib.loads((Path(__file__).parent / "wrapped.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", WRAPPED, ids=lambda case: case["rule"])
def test_a_paragraph_wrapped_among_whole_ones_is_put_together(case: dict[str, str]) -> None:
    assert [paragraph.text for paragraph in clean(source(case["text"])).paragraphs] == case["paragraphs"]
