"""AC-24, AC-25: the index is told of people in tokens, and of nothing else."""

import hmac
import json
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import jwt

from . import CODE
from .encoding import digest, to_base64url
from .hub_keys import OwnKey
from .store import Store

MOST_AT_ONCE = 500
TOKEN_LIFE = 30
LONGEST_ANSWER = 1024 * 1024
HIGHEST_SEQUENCE = 2**53 - 1


def token_of(link_key: bytes, kind: str, canonical: str) -> str:
    text = f"v1|{kind}|{canonical}".encode()
    return to_base64url(hmac.new(link_key, text, sha256).digest())


def canonical_nhs_number(text: str) -> str | None:
    """Ten digits whose last fits the others; None when it is not valid."""
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return None
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return digits if (11 - total % 11) % 11 == int(digits[9]) else None


def canonical_uprn(text: str) -> str | None:
    """Up to twelve digits without leading zeros; None when it is not valid."""
    return text if re.fullmatch(r"[1-9][0-9]{0,11}", text) else None


def uprns_in(record: Any) -> set[str]:
    """Of every property that a record or a part of it names, as far as they are valid."""
    if isinstance(record, list):
        return {uprn for part in record for uprn in uprns_in(part)}
    if not isinstance(record, dict):
        return set()
    own = canonical_uprn(str(record.get("uprn") or ""))
    return ({own} if own else set()) | uprns_in(list(record.values()))


def registration_of(person: dict[str, Any], link_key: bytes) -> dict[str, Any]:
    """What the index is told of somebody: who is sealed is withdrawn."""
    ref = person["ref"]
    if person["isSealed"]:
        return {"ref": ref, "tokens": [], "addresses": [], "isWithdrawn": True}
    nhs_number = canonical_nhs_number(person["nhsNumber"] or "")
    places = sorted(token_of(link_key, "UPRN", uprn) for uprn in uprns_in(person["view"]))
    told: dict[str, Any] = {
        "ref": ref,
        "tokens": [
            {"type": "NHS_NUMBER", "token": token_of(link_key, "NHS_NUMBER", number)}
            for number in [nhs_number]
            if number
        ],
        "addresses": [] if person["isAddressProtected"] else places,
        "households": [{"kind": "HOME", "token": place} for place in places],
    }
    if person["isAddressProtected"]:
        told["isAddressProtected"] = True
    if person["hiddenFrom"]:
        staff = [token_of(link_key, "STAFF", one) for one in person["hiddenFrom"]]
        told["hiddenFrom"] = [{"excludedStaff": staff, "restrictedToStaff": None}]
    return told


def sign_body(body: bytes, key: OwnKey, now: int, token_id: str) -> str:
    claims = {
        **{"bodyHash": digest(body), "iat": now, "exp": now + TOKEN_LIFE},
        **{"aud": "person-index", "iss": CODE, "jti": token_id},
    }
    headers = {"typ": "sightline-agency+jwt", "kid": key.kid}
    return jwt.encode(claims, key.private_key, algorithm="ES256", headers=headers)


@dataclass(frozen=True)
class Message:
    """One message to the index, and the marks of those whom it is about, by their references."""

    body: bytes
    marks: dict[str, int]


@dataclass(frozen=True)
class Told:
    """What became of a message: who is to be told of again, and the highest number that the index had before it."""

    waiting: frozenset[str]
    newest: int


class Registrar:
    """Registers who is due; whoever the index puts off, or knows a newer message of, stays due."""

    def __init__(self, store: Store, key: OwnKey, link_key: bytes, index_url: str) -> None:
        self._store, self._key, self._link_key = store, key, link_key
        self._url = f"{index_url.rstrip('/')}/registrations"

    def prepare(self) -> Message:
        """Of everybody who is due; numbered, so that a message that was held up undoes nothing."""
        sequence, people = self._store.due(MOST_AT_ONCE)
        told = [
            {**registration_of(person, self._link_key), "sequence": sequence} for person in people
        ]
        body = json.dumps(told, separators=(",", ":")).encode()
        return Message(body, {person["ref"]: person["mark"] for person in people})

    def send(self, body: bytes, now: Callable[[], float] = time.time) -> Told:
        """Raises OSError when the index cannot be reached or refuses."""
        token = sign_body(body, self._key, int(now()), str(uuid.uuid4()))
        headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
        request = Request(self._url, data=body, headers=headers, method="POST")
        try:
            with urlopen(request, timeout=10) as answer:
                return read_answer(answer.read(LONGEST_ANSWER), is_put_off=False)
        except HTTPError as error:
            if error.code != 429:
                raise
            return read_answer(error.read(LONGEST_ANSWER), is_put_off=True)

    def settle(self, message: Message, told: Told) -> None:
        """Whom the index knows now is due no more, unless something else was said of them meanwhile."""
        self._store.raise_counter(told.newest)
        marks = message.marks.items()
        self._store.set_registered({ref: mark for ref, mark in marks if ref not in told.waiting})


def read_answer(text: bytes, *, is_put_off: bool) -> Told:
    """Raises OSError for what is no answer."""
    try:
        answer = json.loads(text)
        said = answer["errors"][0]["extensions"] if is_put_off else answer
        put_off = {str(ref) for ref in said["putOff"]} if is_put_off else set()
        overtaken = {one["ref"]: int(one["sequence"]) for one in said.get("overtaken", [])}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise OSError("the index is asked too much at once, or answers with something else") from error
    newest = max((one for one in overtaken.values() if one <= HIGHEST_SEQUENCE), default=0)
    return Told(frozenset(put_off | overtaken.keys()), newest)
