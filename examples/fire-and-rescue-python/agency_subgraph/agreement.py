"""AC-18, AC-20, AC-21: the agency's own agreement. What no row permits is withheld."""

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
    rows: tuple[dict[str, Any], ...]

    def withheld_by(self, categories: frozenset[str], call: Call, is_protected: bool) -> str | None:
        """Why a field of these categories is kept back from a call; None when one row lets it be told."""
        if not categories:
            return None
        claims, stated = call.claims, set(call.claims.get("stated", []))
        day = datetime.fromtimestamp(call.made_at, UTC).date().isoformat()
        rows = [
            row
            for row in self.rows
            if row["role"] in claims["roles"] and row["purpose"] == claims["purpose"]
        ]
        if not rows:
            return "NO_AGREEMENT"
        rows = [row for row in rows if row["from"] <= day <= row["until"]]
        if not rows:
            return "AGREEMENT_NOT_IN_FORCE"
        rows = [row for row in rows if categories <= set(row["categories"])]
        if not rows:
            return "CATEGORY_NOT_DISCLOSED"
        missing = [sorted(set(row["requires"]) - stated) for row in rows]
        if all(missing):
            return f"{missing[0][0]}_MISSING"
        return "ADDRESS_PROTECTED" if is_protected and categories & LOCATING else None


def read_agreement(file: Path) -> Agreement:
    content = json.loads(file.read_text("utf-8"))
    return Agreement(content["version"], tuple(content["rows"]))
