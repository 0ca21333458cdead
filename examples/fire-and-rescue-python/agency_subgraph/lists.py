"""AC-16, AC-17: lists of records take `from`, `to` and `first`, and are told newest first."""

from datetime import date
from typing import Any

from graphql import GraphQLError

from . import CODE

MOST_RECORDS = 1000


def cut(records: Any, first: int | None = 100, **days: str | None) -> Any:
    first_day, day_after = (_read_day(name, days.get(name)) for name in ("from", "to"))
    if first_day and day_after and first_day > day_after:
        raise _bad_argument('"from" must not be after "to".')
    if first is None or not 1 <= first <= MOST_RECORDS:
        raise _bad_argument(f'"first" must be from 1 to {MOST_RECORDS}.')
    if not isinstance(records, list):
        return records
    found = [
        one
        for one in records
        if (first_day or "") <= _moment_of(one) and (not day_after or _moment_of(one) < day_after)
    ]
    return sorted(found, key=_moment_of, reverse=True)[:first]


def _moment_of(record: dict[str, Any]) -> str:
    return str(record.get("occurredAt") or "")


def _read_day(name: str, text: str | None) -> str | None:
    try:
        if text is None or date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise _bad_argument(f'"{name}" must be a day as in 2025-01-31.')


def _bad_argument(problem: str) -> GraphQLError:
    extensions = {"code": "BAD_USER_INPUT", "reason": "INVALID_ARGUMENT", "agency": CODE}
    return GraphQLError(f"Argument {problem}", extensions=extensions)
