"""A subgraph of an agency outside, written by the hub's docs/agency-contract.md alone."""

CODE = "fire-and-rescue"
FIELD = "fireAndRescue"
