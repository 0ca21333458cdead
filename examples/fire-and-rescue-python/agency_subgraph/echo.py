"""AC-23: whom an answer is about."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from .encoding import to_base64url


def echo_of(call_id: str, person_id: str, refs: Iterable[str]) -> str:
    """Of the hub's id and the references, each once and in the order of their bytes."""
    parts = [person_id.encode(), *sorted({ref.encode() for ref in refs})]
    text = b"".join(b"%d:%s," % (len(part), part) for part in parts)
    return to_base64url(hmac.new(call_id.encode(), text, sha256).digest())
