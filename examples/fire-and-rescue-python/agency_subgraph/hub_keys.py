"""The keys of the hub, and the agency's own (AC-06, AC-07)."""

import asyncio
import hashlib
import json
import time
from pathlib import Path
from urllib.request import urlopen

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.algorithms import ECAlgorithm

from .encoding import to_base64url
from .refusal import Refusal

LONGEST_SET = 64 * 1024
# Seconds. A key that the hub publishes no longer is forgotten after the first; when the hub cannot be
# reached, after the second.
ASK_AGAIN_AFTER = 600
FORGET_AFTER = 3600


class HubKeys:
    """Keeps the hub's keys; asks again for an unknown one, once a second at most."""

    def __init__(self, url: str, timeout_seconds: float = 3) -> None:
        self._url, self._timeout = url, timeout_seconds
        self._keys: dict[str, ec.EllipticCurvePublicKey] = {}
        self._asked_at = self._read_at = float("-inf")
        self._lock = asyncio.Lock()

    async def find(self, kid: str) -> ec.EllipticCurvePublicKey | None:
        """None when the hub has no such key. Raises Refusal while its keys cannot be had."""
        async with self._lock:
            is_old = self._age() > ASK_AGAIN_AFTER
            if (is_old or kid not in self._keys) and time.monotonic() - self._asked_at > 1:
                await self._ask()
            if self._age() > FORGET_AFTER or (kid not in self._keys and self._is_failing()):
                raise Refusal("HUB_KEYS_UNAVAILABLE", 503, "KEYS_UNAVAILABLE")
            return self._keys.get(kid)

    def _age(self) -> float:
        return time.monotonic() - self._read_at

    def _is_failing(self) -> bool:
        return self._read_at < self._asked_at

    async def _ask(self) -> None:
        self._asked_at = time.monotonic()
        try:
            self._keys = await asyncio.to_thread(self._fetch)
            self._read_at = time.monotonic()
        except (OSError, ValueError, KeyError, TypeError):
            return  # What was read before counts for a while.

    def _fetch(self) -> dict[str, ec.EllipticCurvePublicKey]:
        with urlopen(self._url, timeout=self._timeout) as answer:
            text = answer.read(LONGEST_SET)
        return {key["kid"]: read_public_key(key) for key in json.loads(text)["keys"]}


def read_public_key(key: dict) -> ec.EllipticCurvePublicKey:
    """A key on P-256 from a JSON Web Key. Raises ValueError for any other."""
    if key.get("kty") != "EC" or key.get("crv") != "P-256":
        raise ValueError("not a key on P-256")
    public = {name: key[name] for name in ("kty", "crv", "x", "y")}
    return ECAlgorithm(ECAlgorithm.SHA256).from_jwk(public)


class OwnKey:
    """The agency's key pair; its id is the thumbprint of RFC 7638."""

    def __init__(self, private_key: ec.EllipticCurvePrivateKey) -> None:
        self.private_key = private_key
        numbers = private_key.public_key().public_numbers()
        x, y = (to_base64url(one.to_bytes(32, "big")) for one in (numbers.x, numbers.y))
        members = {"crv": "P-256", "kty": "EC", "x": x, "y": y}
        text = json.dumps(members, separators=(",", ":"), sort_keys=True)
        self.kid = to_base64url(hashlib.sha256(text.encode()).digest())
        self.public = {**members, "kid": self.kid, "alg": "ES256", "use": "sig"}


def open_own_key(file: Path) -> OwnKey:
    """Reads a private key in PEM. Raises ValueError when it is not one on P-256."""
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError(f"{file.name} holds no EC key on P-256")
    return OwnKey(key)
