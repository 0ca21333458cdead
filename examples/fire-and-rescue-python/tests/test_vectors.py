"""The contract's vectors: calls of the hub, echoes, tokens, and calls to the index."""

import asyncio
import json
import unittest

from jwt.algorithms import ECAlgorithm

from agency_subgraph import FOLDER, index
from agency_subgraph.echo import echo_of
from agency_subgraph.hub_call import CallCheck, ReplayGuard
from agency_subgraph.hub_keys import OwnKey, read_public_key
from agency_subgraph.refusal import Refusal

OWN = FOLDER / "vectors"
VECTORS = OWN if OWN.exists() else FOLDER.parents[1] / "docs" / "vectors"


def read(name: str):
    return json.loads((VECTORS / name).read_text("utf-8"))


KEYS = read("keys.json")
PRIVATE_KEY = ECAlgorithm(ECAlgorithm.SHA256).from_jwk(KEYS["agency"])


async def find_hub_key(kid: str):
    return read_public_key(KEYS["hub"]) if kid == KEYS["hub"]["kid"] else None


class HubCalls(unittest.TestCase):
    def test_each_is_accepted_or_refused_as_the_contract_says(self):
        vectors = read("hub-calls.json")
        by_name = {call["name"]: call for call in vectors["calls"]}
        self.assertGreater(len(by_name), 30)
        for call in vectors["calls"]:
            with self.subTest(call["name"]):
                guard = ReplayGuard(started_at=0)
                check = CallCheck(vectors["agency"], PRIVATE_KEY, find_hub_key, guard)
                for before in [by_name[name] for name in [call.get("after")] if name]:
                    self.receive(check, before)
                outcome = call["outcome"]
                if outcome["accepted"]:
                    accepted = self.receive(check, call)
                    self.assertEqual(accepted.id, outcome["callId"])
                    self.assertEqual(
                        accepted.claims["requestId"], outcome["claims"]["requestId"]
                    )
                else:
                    with self.assertRaises(Refusal) as refused:
                        self.receive(check, call)
                    self.assertEqual(refused.exception.reason, outcome["reason"])
                    self.assertEqual(refused.exception.status, outcome["status"])

    def receive(self, check: CallCheck, call: dict):
        headers, body = call["headers"], call["body"].encode()
        authorization, seal = headers.get("authorization"), headers.get("sightline-call")
        return asyncio.run(check.check(authorization, seal, body, call["receivedAt"]))

    def test_a_full_memory_forgets_no_call(self):
        guard = ReplayGuard(started_at=0, most=1)
        guard.accept("one", 100, 135, now=100)
        with self.assertRaises(Refusal) as refused:
            guard.accept("two", 100, 135, now=100)
        self.assertEqual(refused.exception.code, "RATE_LIMITED")
        guard.accept("two", 136, 171, now=136)

    def test_what_was_made_before_the_start_is_refused(self):
        with self.assertRaises(Refusal) as refused:
            ReplayGuard(started_at=101).accept("one", 100, 135, now=101)
        self.assertEqual(refused.exception.reason, "REPLAYED")


class Echoes(unittest.TestCase):
    def test_each_says_whom_an_answer_is_about(self):
        for vector in read("echoes.json"):
            with self.subTest(vector["name"]):
                found = echo_of(vector["callId"], vector["id"], vector["refs"])
                self.assertEqual(found, vector["echo"])


class IndexCalls(unittest.TestCase):
    def test_tokens_are_those_of_all_agencies(self):
        vectors = read("link-tokens.json")
        link_key = bytes.fromhex(vectors["linkKeyHex"])
        for one in vectors["identifiers"]:
            if one["type"] != "NHS_NUMBER":
                continue
            canonical = index.canonical_nhs_number(one["value"])
            token = canonical and index.token_of(link_key, "NHS_NUMBER", canonical)
            self.assertEqual(token, one["token"])
        for one in vectors["addresses"]:
            canonical = index.canonical_uprn(one["uprn"])
            token = canonical and index.token_of(link_key, "UPRN", canonical)
            self.assertEqual(token, one["token"])

    def test_the_key_has_the_id_of_the_vectors(self):
        self.assertEqual(OwnKey(PRIVATE_KEY).kid, KEYS["agency"]["kid"])

    def test_who_is_sealed_is_withdrawn_and_where_somebody_protected_is_is_not_told(self):
        person = {
            **{"ref": "R", "nhsNumber": None, "hiddenFrom": []},
            **{"isSealed": False, "isAddressProtected": False},
            "view": {"records": [{"uprn": "906700000011", "part": {"uprn": "no uprn"}}]},
        }
        told = index.registration_of(person, b"k" * 32)
        self.assertEqual(len(told["addresses"]), 1)
        protected = index.registration_of({**person, "isAddressProtected": True}, b"k" * 32)
        self.assertEqual(protected["addresses"], [])
        self.assertTrue(protected["isAddressProtected"])
        sealed = index.registration_of({**person, "isSealed": True}, b"k" * 32)
        self.assertEqual(sealed, {"ref": "R", "tokens": [], "addresses": [], "isWithdrawn": True})


if __name__ == "__main__":
    unittest.main()
