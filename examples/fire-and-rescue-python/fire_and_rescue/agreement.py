"""AC-18, AC-20, AC-21: the service's own agreement. What no row permits is withheld."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .hub_call import Call

LOCATING = frozenset({"ADDRESS", "CONTACT", "PRACTITIONER_NOTE"})


@dataclass(frozen=True)
class Agreement:
    version: str
    first_day: str
    last_day: str
    rows: tuple[dict[str, Any], ...]

    def withheld_by(self, categories: frozenset[str], call: Call, is_protected: bool) -> str | None:
        """Why a field of these categories is kept back from a call; None when it may be told."""
        if not categories:
            return None
        rows = self._rows_for(call)
        if not rows:
            return "NO_AGREEMENT"
        if not categories <= {one for row in rows for one in row["discloses"]}:
            return "CATEGORY_NOT_DISCLOSED"
        return "ADDRESS_PROTECTED" if is_protected and categories & LOCATING else None

    def _rows_for(self, call: Call) -> list[dict[str, Any]]:
        day = datetime.fromtimestamp(call.made_at, UTC).date().isoformat()
        if not self.first_day <= day <= self.last_day:
            return []
        claims = call.claims
        return [
            row
            for row in self.rows
            if row["recipientRole"] in claims["roles"]
            and row["purpose"] == claims["purpose"]
            and set(row["requires"]) <= set(claims.get("stated", []))
        ]


def read_agreement(file: Path) -> Agreement:
    content = json.loads(file.read_text("utf-8"))
    days = content["inForceFrom"], content["inForceUntil"]
    return Agreement(content["version"], *days, tuple(content["rows"]))
