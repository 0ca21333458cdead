"""People with what the agency knows of each, and what was disclosed: one SQLite file of the agency's own."""

import json
import sqlite3
from pathlib import Path
from typing import Any

TABLES = """
create table if not exists people (
  ref text primary key,
  nhs_number text,
  is_sealed integer not null default 0,
  is_address_protected integer not null default 0,
  hidden_from text not null default '[]',
  view text not null,
  is_due integer not null default 1
) strict;
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

    def load(self, people: list[dict[str, Any]]) -> None:
        """Puts these people in the place of those of the same references, all or none of them."""
        with self._db:
            self._db.execute("begin immediate")
            for person in people:
                self._load_person(person)

    def _load_person(self, person: dict[str, Any]) -> None:
        fields = (
            person["ref"],
            person.get("nhsNumber"),
            int(person.get("isSealed", False)),
            int(person.get("isAddressProtected", False)),
            json.dumps(person.get("hiddenFrom", [])),
            json.dumps(person["view"]),
        )
        self._db.execute("insert or replace into people values (?, ?, ?, ?, ?, ?, 1)", fields)

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
        "view": json.loads(row["view"]),
    }
