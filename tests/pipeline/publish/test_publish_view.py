"""An act on a day: which version holds, what is pending or not known, what the label says."""

from __future__ import annotations

import datetime as dt

import pytest
from invented import DATED, UNDATED, act, fragment, history, operation, version

from pipeline.model.acts import InForce, Rule
from pipeline.model.editions import Act, Label, Standing
from pipeline.model.operations import Action, Status
from pipeline.publish.view import EditionView, edition_on, label_text


def amended() -> Act:
    """A point restated twice: from 1 March 2024, and from a day not before 26 August 2024; another is inserted."""
    march = InForce(Rule.ON_DATE, from_=dt.date(2024, 3, 1))
    return act(
        (
            history(
                "point:1",
                version("1. Бастапқы."),
                version("1. Екінші.", None, march, 1),
                version("1. Үшінші.", None, UNDATED, 2),
            ),
            history("point:1-1", version("1-1. Жаңа.", None, DATED, 3)),
        ),
        (
            operation(1, Action.RESTATE, "point:1", in_force=march),
            operation(2, Action.RESTATE, "point:1"),
            operation(3, Action.INSERT, "point:1-1", in_force=DATED),
        ),
    )  # fmt: skip


def on(made: Act, day: str | None, known: str | None = None) -> EditionView:
    view = edition_on(
        made, "kk", dt.date.fromisoformat(day) if day else None, dt.date.fromisoformat(known) if known else None
    )
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("day", "text", "certain"),
    [
        ("2023-01-01", "1. Бастапқы.", True),
        ("2024-02-29", "1. Бастапқы.", True),
        ("2024-03-01", "1. Екінші.", True),
        ("2024-08-25", "1. Екінші.", True),
        ("2024-08-26", "1. Үшінші.", False),
        (None, "1. Үшінші.", False),
    ],
)
def test_the_version_that_holds_on_a_day(day: str | None, text: str, certain: bool) -> None:
    shown = on(amended(), day).provisions[0]
    assert (shown.text, shown.certain, shown.standing) == (text, certain, Standing.IN_FORCE)


@pytest.mark.parametrize(
    ("day", "standing", "text"),
    [("2024-12-31", Standing.PENDING, ""), ("2025-01-01", Standing.IN_FORCE, "1-1. Жаңа.")],
)
def test_an_inserted_point_is_pending_before_its_day(day: str, standing: Standing, text: str) -> None:
    shown = on(amended(), day).provisions[1]
    assert (shown.standing, shown.text) == (standing, text)


def test_a_restated_point_of_a_fragment_is_not_known_before_its_day() -> None:
    shown = {item.address: item for item in on(fragment(), "2020-01-01").provisions}
    assert shown["annex/point:9"].standing is Standing.UNKNOWN
    assert shown["annex/point:9"].note is None
    assert shown["annex/point:9-1"].standing is Standing.PENDING


def test_what_was_adopted_later_was_not_known() -> None:
    view = on(amended(), None, known="2024-08-14")
    assert [item.text for item in view.provisions] == ["1. Бастапқы."]
    assert view.provisions[0].until is None
    assert [item.text for item in on(amended(), None, known="2024-08-15").provisions] == ["1. Үшінші.", "1-1. Жаңа."]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["fragment", "1 operations not applied", "in-force dates not determined"]),
        ("ru", ["фрагмент", "не применено операций: 1", "даты введения в действие не определены"]),
        ("kk", ["үзінді", "1 өзгеріс қолданылмады", "қолданысқа енгізілу күні анықталмады"]),
    ],
)
def test_the_label_says_what_is_missing(language: str, parts: list[str]) -> None:
    label = label_text(on(fragment(), None), language)
    assert all(part in label for part in parts)


def test_a_whole_text_without_doubts_is_called_complete() -> None:
    made = act((history("point:1", version("1. Бастапқы.")),))
    assert label_text(on(made, "2024-01-01")) == "complete: the whole text is in the corpus"


@pytest.mark.parametrize("status", list(Status))
def test_only_outcomes_that_leave_the_text_as_it_was_are_counted(status: Status) -> None:
    made = act((history("point:1", version("1. Бастапқы.")),), (operation(1, Action.RESTATE, "point:1", status),))
    held = status not in (Status.APPLIED, Status.NO_EFFECT, Status.ALREADY_APPLIED, Status.SUPERSEDED, Status.PENDING)
    assert on(made, None).not_applied == held


def test_no_edition_in_the_language_is_no_view() -> None:
    assert edition_on(act((), label=Label.COMPLETE), "ru") is None
