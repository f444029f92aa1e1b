"""The day on which a rule puts an act into force, as far as adoption, registration and publication are known."""

from __future__ import annotations

import calendar
import datetime as dt

from msgspec.structs import replace

from pipeline.model.acts import InForce, Rule


def date_in_force(
    rule: InForce, adopted: dt.date | None, registered: dt.date | None, published: dt.date | None
) -> InForce:
    """The rule with the day it gives, or with the earliest day it can give.

    Days: in force on publication + days + 1 (the day after publication is the first of those that must elapse);
    «со дня опубликования» is the day of publication itself. Months end on the same day of the last month, or on
    its last day, and the act is in force the day after (Civil Code, articles 173 and 174). Without a publication
    date the later of adoption and registration is the earliest day on which the act can have been published.
    """
    if rule.rule is Rule.ON_DATE or rule.rule is Rule.UNKNOWN:
        return rule
    if rule.rule is Rule.ON_SIGNING:
        return replace(rule, from_=_elapsed(rule, adopted), not_before=None)
    if rule.rule is Rule.ON_REGISTRATION:
        earliest = None if registered else _elapsed(rule, adopted)
        return replace(rule, from_=_elapsed(rule, registered), not_before=earliest)
    if published is not None:
        return replace(rule, from_=_elapsed(rule, published), not_before=None)
    known = [day for day in (adopted, registered) if day is not None]
    return replace(rule, from_=None, not_before=_elapsed(rule, max(known)) if known else None)


def _elapsed(rule: InForce, event: dt.date | None) -> dt.date | None:
    if event is None:
        return None
    if rule.months is not None:
        return _add_months(event, rule.months) + dt.timedelta(days=1)
    return event if rule.days is None else event + dt.timedelta(days=rule.days + 1)


def _add_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
