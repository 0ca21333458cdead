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
  -- 0: registered; else the mark of the change that is to be registered
  is_due integer not null default 1
) strict;
create table if not exists counter (only_row integer primary key check (only_row = 1), last integer not null) strict;
insert or ignore into counter values (1, 0);
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
            mark = self._draw()
            for person in people:
                self._load_person(person, mark)

    def _load_person(self, person: dict[str, Any], mark: int) -> None:
        fields = (
            person["ref"],
            person.get("nhsNumber"),
            int(person.get("isSealed", False)),
            int(person.get("isAddressProtected", False)),
            json.dumps(person.get("hiddenFrom", [])),
            json.dumps(person["view"]),
            mark,
        )
        self._db.execute("insert or replace into people values (?, ?, ?, ?, ?, ?, ?)", fields)

    def due(self, at_most: int) -> tuple[int, list[dict[str, Any]]]:
        """
        The number of a message to the index, higher than every one before, and who is to be registered by it: first
        those whose registration hides somebody. `mark` of each is that of what was said of them last.
        """
        with self._db:
            self._db.execute("begin immediate")
            rows = self._db.execute(
                "select * from people where is_due <> 0"
                " order by is_sealed or is_address_protected or hidden_from <> '[]' desc, ref limit ?",
                (at_most,),
            ).fetchall()
            people = [{**_person(row), "mark": row["is_due"]} for row in rows]
            return (self._draw() if people else 0), people

    def set_registered(self, marks: dict[str, int]) -> None:
        """By their references. Of whom something else was said since the mark was read is due still."""
        with self._db:
            self._db.execute("begin immediate")
            self._db.executemany(
                "update people set is_due = 0 where ref = ? and is_due = ?", list(marks.items())
            )

    def raise_counter(self, number: int) -> None:
        """What is drawn from now on is higher than this: the index has seen it."""
        self._db.execute("update counter set last = max(last, ?)", (number,))

    def _draw(self) -> int:
        self._db.execute("update counter set last = last + 1")
        return self._db.execute("select last from counter").fetchone()["last"]

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
