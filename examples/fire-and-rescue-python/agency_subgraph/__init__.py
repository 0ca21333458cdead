"""A subgraph of an agency outside, written by the hub's docs/agency-contract.md alone.

What is the agency's own is in files beside this folder: who it is (agency.json), what it publishes (schema.graphql),
what it tells whom (agreement.json).
"""

import json
from pathlib import Path

FOLDER = Path(__file__).parents[1]
_ABOUT = json.loads((FOLDER / "agency.json").read_text("utf-8"))

CODE: str = _ABOUT["code"]
FIELD: str = _ABOUT["field"]
