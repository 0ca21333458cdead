"""base64url without padding, JSON that may be anything, and the digest of a body."""

import base64
import binascii
import hashlib
import json
from typing import Any


def to_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Raises ValueError for what is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def digest(body: bytes) -> str:
    """SHA-256 in base64url, 43 characters."""
    return to_base64url(hashlib.sha256(body).digest())


def read_object(data: bytes) -> dict[str, Any]:
    """The JSON object of these bytes. Raises ValueError for anything else."""
    try:
        value = json.loads(data.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value
