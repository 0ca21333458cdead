"""AC-07 to AC-11: who may ask. Everything here comes before anything reads the body."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .encoding import digest, from_base64url, read_object
from .refusal import Refusal

SKEW = 5
CALL_LIFE = 30
SEALED_LIFE = 60
LONGEST_SEAL = 4096
MOST_REMEMBERED = 100_000

ORDINARY = "sightline-hub+jwt"
SEALED = "sightline-hub-enquiry+jwt"
TEXTS = ("aud", "sub", "homeAgency", "purpose", "enquiryId", "caseReference", "jti")
OF_ORDINARY = ("legalPower", "requestId", "bodyHash")

FindHubKey = Callable[[str], Awaitable[ec.EllipticCurvePublicKey | None]]


@dataclass(frozen=True)
class Call:
    """A call that passed every check."""

    id: str
    claims: dict[str, Any]
    made_at: int

    @property
    def staff(self) -> list[str]:
        """Everybody who would see the answer, as `home-agency/staff-id`."""
        ids = [self.claims["sub"], self.claims.get("onBehalfOf")]
        return [f"{self.claims['homeAgency']}/{one}" for one in ids if one is not None]


class ReplayGuard:
    """AC-10: remembers each call until it would be too old; a full memory refuses and forgets none."""

    def __init__(self, started_at: int, most: int = MOST_REMEMBERED) -> None:
        self._started_at, self._most = started_at, most
        self._dead_after: dict[str, int] = {}

    def accept(self, call_id: str, made_at: int, dead_after: int, now: int) -> None:
        for known in [one for one, dead in self._dead_after.items() if dead < now]:
            del self._dead_after[known]
        if made_at < self._started_at or call_id in self._dead_after:
            raise Refusal("REPLAYED")
        if len(self._dead_after) >= self._most:
            raise Refusal("TOO_MANY_CALLS", 429, "RATE_LIMITED")
        self._dead_after[call_id] = dead_after


class CallCheck:
    """Checks calls to one agency."""

    def __init__(
        self,
        code: str,
        private_key: ec.EllipticCurvePrivateKey,
        find_hub_key: FindHubKey,
        guard: ReplayGuard,
    ) -> None:
        self._code, self._private_key = code, private_key
        self._find_hub_key, self._guard = find_hub_key, guard

    async def check(self, authorization: str | None, seal: str | None, body: bytes, now: int) -> Call:
        """Raises Refusal with the reason of the first check that fails."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Refusal("HUB_TOKEN_MISSING")
        claims, hub_key, is_sealed = await self._read_token(token.strip())
        _check_life(claims, SEALED_LIFE if is_sealed else CALL_LIFE, now)
        if claims["aud"] != self._code:
            raise Refusal("WRONG_AUDIENCE")
        if is_sealed:
            details = self._open_seal(claims, seal or "", body, hub_key)
            call = _sealed_call(claims, details, now)
            dead_after = call.made_at + CALL_LIFE + SKEW
        else:
            if not hmac.compare_digest(claims["bodyHash"].encode(), digest(body).encode()):
                raise Refusal("BODY_CHANGED")
            call = Call(claims["jti"], claims, claims["iat"])
            dead_after = claims["exp"] + SKEW
        self._guard.accept(call.id, call.made_at, dead_after, now)
        return call

    async def _read_token(self, token: str) -> tuple[dict, ec.EllipticCurvePublicKey, bool]:
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError as error:
            raise Refusal("HUB_TOKEN_INVALID") from error
        kind, kid = header.get("typ"), header.get("kid")
        if kind not in (ORDINARY, SEALED) or header.get("alg") != "ES256" or not isinstance(kid, str):
            raise Refusal("HUB_TOKEN_INVALID")
        hub_key = await self._find_hub_key(kid)
        if hub_key is None:
            raise Refusal("HUB_TOKEN_INVALID")
        claims = _verify(token, hub_key)
        is_sealed = kind == SEALED
        if not _is_whole(claims, () if is_sealed else OF_ORDINARY):
            raise Refusal("HUB_TOKEN_INVALID")
        return claims, hub_key, is_sealed

    def _open_seal(
        self, claims: dict, seal: str, body: bytes, hub_key: ec.EllipticCurvePublicKey
    ) -> dict[str, Any]:
        """AC-09: what the seal says, when its mac fits."""
        parts = seal.split(".") if len(seal) <= LONGEST_SEAL else []
        if len(parts) != 2:
            raise Refusal("BODY_CHANGED")
        content, mac = parts
        shared = self._private_key.exchange(ec.ECDH(), hub_key)
        info = b"sightline call seal"
        key = HKDF(SHA256(), 32, salt=claims["jti"].encode(), info=info).derive(shared)
        expected = hmac.new(key, content.encode() + b"." + body, sha256).digest()
        try:
            if not hmac.compare_digest(from_base64url(mac), expected):
                raise Refusal("BODY_CHANGED")
        except ValueError as error:
            raise Refusal("BODY_CHANGED") from error
        try:
            return read_object(from_base64url(content))
        except ValueError as error:
            raise Refusal("HUB_TOKEN_INVALID") from error


def _verify(token: str, hub_key: ec.EllipticCurvePublicKey) -> dict[str, Any]:
    """Signature and issuer. The moments are compared here, to the hub's bounds and not the library's."""
    unchecked = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}
    try:
        return jwt.decode(
            token, hub_key, algorithms=["ES256"], issuer="sightline-hub", options=unchecked
        )
    except jwt.InvalidTokenError as error:
        raise Refusal("HUB_TOKEN_INVALID") from error


def _is_whole(claims: dict, further: tuple[str, ...]) -> bool:
    texts = all(isinstance(claims.get(name), str) for name in (*TEXTS, *further))
    lists = all(
        isinstance(value, list) and all(isinstance(one, str) for one in value)
        for value in (claims.get("roles"), claims.get("stated", []))
    )
    moments = all(_is_moment(claims.get(name)) for name in ("iat", "exp"))
    return texts and lists and moments and isinstance(claims.get("onBehalfOf", ""), str)


def _is_moment(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_life(claims: dict, life: int, now: int) -> None:
    """AC-11."""
    issued, expires = claims["iat"], claims["exp"]
    if expires + SKEW <= now:
        raise Refusal("HUB_TOKEN_EXPIRED")
    if expires - issued > life or issued > now + SKEW:
        raise Refusal("HUB_TOKEN_INVALID")


def _sealed_call(claims: dict, details: dict[str, Any], now: int) -> Call:
    texts = [details.get(name) for name in ("requestId", "legalPower", "nonce")]
    made_at = details.get("at")
    if not all(isinstance(one, str) for one in texts) or not _is_moment(made_at):
        raise Refusal("HUB_TOKEN_INVALID")
    if made_at + CALL_LIFE + SKEW < now:
        raise Refusal("HUB_TOKEN_EXPIRED")
    if made_at > now + SKEW or made_at + SKEW < claims["iat"]:
        raise Refusal("HUB_TOKEN_INVALID")
    whole = {**claims, "requestId": details["requestId"], "legalPower": details["legalPower"]}
    return Call(f"{claims['jti']} {details['nonce']}", whole, made_at)
