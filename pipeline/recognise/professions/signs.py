"""The structural words of a register of posts: blocks, zvenos (tiers), steps, sectors, the head of the table."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.model.acts import Language
from pipeline.recognise.professions.heads import awaits_head, has_head

_DASHES = str.maketrans("−–—‐‑", "-----")
_LATIN = str.maketrans("АВСДавсдabcd", "ABCDABCDABCD")
_BLOCK = re.compile(
    r"(?i)^\s*(?:[\"«“]?(?P<kk>[ABCDАВСД])[\"»”]?\s*[-–]?\s*(?:блогы\b|блок(?=\s*(?:[-–—:(]|$)))"
    r"|блок\s+[\"«“]?(?P<ru>[ABCDАВСД])\b)"
)
_ZVENO = re.compile(
    r"^(?:(?:\w+\s+)?(?:[Зз]вено|[Бб]уын)\s+)?(?P<code>[ABCDАВСД]\s?-?\s?\d(?:-\d)?)(?:\s+(?:звено|буын\w*))?(?:\s+(?P<rest>\S.*))?$"
)
_BARE_ZVENO = re.compile(r"^[ABCDАВСД]$")
_STEP = re.compile(r"^(?P<step>\d{1,2}(?:-\d{1,2})?)\.?$")
_STEP_AND_POSTS = re.compile(r"^(?P<step>\d(?:-\d)?)\s+(?P<rest>[^\W\d_].*)$")
_HEAD = re.compile(r"(?i)\b(?:звено|буын)\b.*\b(?:саты|ступень)|\b(?:саты|ступень)\b.*(?:лауазым|должност)")
_SECTOR_WORDS = 6
_NAMED_SECTOR: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(r"(?i)в\s+(?:сфере|области)\s+[\"«“][^\"«»“”]+[\"»”]"),
    "kk": re.compile(r"(?i)[\"«“][^\"«»“”]+[\"»”]\s+сала(?:сы|сында)"),
}

Step = tuple[int, int]


class Zveno(NamedTuple):
    """A zveno code as printed, and what follows it on the line."""

    code: str
    rest: str


def block_letter(text: str) -> tuple[str, str] | None:
    """The Latin letter of a block heading and the letter as printed.

    «А БЛОГЫ - Басқарушы персонал» is A; of «А БЛОК – …» a dash, a colon or a bracket shows that it is a heading.
    """
    match = _BLOCK.match(text)
    if match is None:
        return None
    printed = (match["kk"] or match["ru"]).upper()
    return printed.translate(_LATIN), printed


def sector_of_block(text: str, language: Language) -> str | None:
    """The branch that the heading of a block names: «БЛОК B - ЗДРАВООХРАНЕНИЕ», not «БЛОК B - ОСНОВНОЙ ПЕРСОНАЛ»."""
    match = _BLOCK.match(text)
    rest = text[match.end() :].strip(' -–—"«»“”.:()') if match else ""
    return " ".join(rest.split()) if is_sector(rest, language) else None


def letter_of(zveno: str) -> str:
    """The block a zveno belongs to: «В1», in whatever script, is B."""
    return zveno[:1].translate(_LATIN)


def read_zveno(text: str) -> Zveno | None:
    """«В1», «Бірінші звено В1», «В1 1 Бас ғылыми қызметкер»."""
    match = _ZVENO.match(text.strip())
    return Zveno(match["code"].translate(_DASHES).replace(" ", ""), (match["rest"] or "").strip()) if match else None


def is_bare_zveno(text: str) -> bool:
    """Whether a cell or a line is the letter of a block that is not divided into zvenos: «D»."""
    return _BARE_ZVENO.match(text.strip()) is not None


def read_zveno_cell(text: str) -> str | None:
    """The code in a cell of the column of zvenos: also «D» alone."""
    found = read_zveno(text)
    if found is not None:
        return found.code
    return text.strip() if is_bare_zveno(text) else None


def read_step(text: str) -> str | None:
    """A step alone on its line or in its cell."""
    match = _STEP.match(re.sub(r"\s*-\s*", "-", text.strip().translate(_DASHES)))
    return match["step"] if match else None


def read_step_and_posts(text: str) -> tuple[str, str] | None:
    """A step and the beginning of its posts on one line: «3 Аға ғылыми қызметкер»."""
    match = _STEP_AND_POSTS.match(text.strip())
    return (match["step"], match["rest"]) if match else None


def is_table_head(text: str) -> bool:
    """«Звено Саты Лауазымдар атауы»."""
    return bool(_HEAD.search(text))


def order(step: str) -> Step:
    """A step as its place in order: «1» before «1-1» before «2»."""
    whole, _, part = step.partition("-")
    return int(whole), int(part or 0)


def printed(step: Step) -> str:
    """The inverse of `order`."""
    return f"{step[0]}-{step[1]}" if step[1] else str(step[0])


@lru_cache(maxsize=2)
def _sectors(language: Language) -> frozenset[str]:
    table = tomllib.loads((files("pipeline.recognise.professions") / "sectors.toml").read_text(encoding="utf-8"))
    return frozenset(name.lower() for name in table[language])


def is_sector(text: str, language: Language) -> bool:
    """Whether a line is one of the branches that registers name, or a name in quotes that is said to be one."""
    plain = text.strip(" .:")
    return plain.lower() in _sectors(language) or _NAMED_SECTOR[language].fullmatch(plain) is not None


def may_be_sector(text: str, language: Language) -> bool:
    """Whether a line could head rows of a branch not in the list: short, capital, no post, no marks."""
    plain = text.strip()
    return (
        plain[:1].isupper()
        and len(plain.split()) <= _SECTOR_WORDS
        and not re.search(r"[\d:;,()]", plain)
        and not has_head(plain, language)
        and not (language == "kk" and awaits_head(plain))
    )
