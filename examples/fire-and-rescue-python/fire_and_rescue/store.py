"""Records, whom they are about, and what was disclosed: one SQLite file of the agency's own."""

import json
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

from . import CODE

TABLES = """
create table if not exists people (
  ref text primary key,
  nhs_number text,
  is_sealed integer not null default 0,
  is_address_protected integer not null default 0,
  hidden_from text not null default '[]',
  is_due integer not null default 1
) strict;
create table if not exists visits (
  id text primary key,
  ref text not null references people (ref),
  occurred_at text not null,
  is_alarm_disabled integer,
  uprn text
) strict;
create index if not exists visits_by_ref on visits (ref, occurred_at);
create table if not exists disclosures (n integer primary key, entry text not null) strict;
create table if not exists sharing (only_row integer primary key check (only_row = 1), reason text) strict;
"""


class Store:
    """Everything the agency keeps. What it has acknowledged is on the disk (`synchronous = full`)."""

    def __init__(self, file: Path | str) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.execute("pragma foreign_keys = on")
        self._db.executescript(TABLES)

    def close(self) -> None:
        self._db.close()

    def people(self, refs: list[str]) -> list[dict[str, Any] | None]:
        """The people of these references, in their order; None for one that is unknown or sealed."""
        rows = self._about("select * from people where is_sealed = 0 and ref in ({})", refs)
        by_ref = {row["ref"]: _person(row) for row in rows}
        return [by_ref.get(ref) for ref in refs]

    def visits(self, refs: list[str]) -> list[list[dict[str, Any]]]:
        """The visits to each of these references, newest first."""
        query = "select * from visits where ref in ({}) order by occurred_at desc, id"
        lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self._about(query, refs):
            lists[row["ref"]].append(_visit(row))
        return [lists[ref] for ref in refs]

    def load(self, people: list[dict[str, Any]]) -> None:
        """Puts these people in the place of those of the same references, all or none of them."""
        with self._db:
            self._db.execute("begin immediate")
            for person in people:
                self._load_person(person)

    def _load_person(self, person: dict[str, Any]) -> None:
        ref = person["ref"]
        fields = (
            ref,
            person["nhsNumber"],
            int(person.get("isSealed", False)),
            int(person.get("isAddressProtected", False)),
            json.dumps(person.get("hiddenFrom", [])),
        )
        self._db.execute("delete from visits where ref = ?", (ref,))
        self._db.execute(
            "insert or replace into people values (?, ?, ?, ?, ?, 1)", fields
        )
        self._db.executemany(
            "insert into visits values (:id, :ref, :occurredAt, :isAlarmDisabled, :uprn)",
            [{**visit, "ref": ref} for visit in person["visits"]],
        )

    def due(self, at_most: int) -> list[dict[str, Any]]:
        """Who is to be registered with the index; first those whose registration hides somebody."""
        rows = self._db.execute(
            "select * from people where is_due = 1"
            " order by is_sealed or is_address_protected or hidden_from <> '[]' desc, ref limit ?",
            (at_most,),
        )
        return [_person(row) for row in rows]

    def set_registered(self, refs: list[str]) -> None:
        self._about("update people set is_due = 0 where ref in ({})", refs)

    def append_disclosure(self, entry: dict[str, Any]) -> None:
        """AC-22. Raises sqlite3.Error when it cannot be written down."""
        self._db.execute("insert into disclosures (entry) values (?)", (json.dumps(entry),))

    def disclosures(self) -> list[dict[str, Any]]:
        rows = self._db.execute("select entry from disclosures order by n")
        return [json.loads(row["entry"]) for row in rows]

    def suspend(self, reason: str) -> None:
        """AC-21: nothing is shared from now on, whichever process answers."""
        self._db.execute("insert or replace into sharing values (1, ?)", (reason,))

    def resume(self) -> None:
        self._db.execute("delete from sharing")

    @property
    def is_suspended(self) -> bool:
        return self._db.execute("select 1 from sharing").fetchone() is not None

    def _about(self, query: str, refs: list[str]) -> list[sqlite3.Row]:
        """Values are bound and never become part of the query."""
        places = ",".join("?" for _ in refs)
        return self._db.execute(query.format(places), refs).fetchall()


def _person(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "ref": row["ref"],
        "nhsNumber": row["nhs_number"],
        "isSealed": bool(row["is_sealed"]),
        "isAddressProtected": bool(row["is_address_protected"]),
        "hiddenFrom": json.loads(row["hidden_from"]),
    }


def _visit(row: sqlite3.Row) -> dict[str, Any]:
    known = row["is_alarm_disabled"]
    return {
        "id": row["id"],
        "occurredAt": row["occurred_at"],
        "isAlarmDisabled": None if known is None else bool(known),
        "uprn": row["uprn"],
        "source": {"agency": CODE, "system": "home-visits", "recordId": row["id"]},
    }
