"""Settings, from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    port: int
    hub_keys_url: str
    hub_keys_timeout: float
    key_file: Path
    store_file: Path
    index_url: str | None
    link_key_file: Path | None


def read_settings(env: dict[str, str] | None = None) -> Settings:
    """Raises ValueError that names the variable."""
    given = os.environ if env is None else env

    def required(name: str) -> str:
        if given.get(name):
            return given[name]
        raise ValueError(f"{name} is not set; README.md says what it is")

    index_url, link_key_file = given.get("INDEX_URL"), given.get("LINK_KEY_FILE")
    if bool(index_url) != bool(link_key_file):
        raise ValueError("INDEX_URL and LINK_KEY_FILE belong together: set both, or neither")
    return Settings(
        port=int(given.get("PORT", "4990")),
        hub_keys_url=required("HUB_JWKS"),
        hub_keys_timeout=float(given.get("HUB_JWKS_TIMEOUT_MS", "3000")) / 1000,
        key_file=Path(required("KEY_FILE")),
        store_file=Path(required("STORE_FILE")),
        index_url=index_url or None,
        link_key_file=Path(link_key_file) if link_key_file else None,
    )


def read_link_key(file: Path) -> bytes:
    """The partnership's link key: 64 hexadecimal digits. Raises ValueError for anything else."""
    key = bytes.fromhex(file.read_text("utf-8").strip())
    if len(key) != 32:
        raise ValueError("LINK_KEY_FILE does not hold 64 hexadecimal digits")
    return key
