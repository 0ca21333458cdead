"""What is told of whom, to whom (AC-17 to AC-22). At least as many refusals as permits."""

import asyncio
import json
import time
import unittest

from graphql import build_schema, execute, parse

from agency_subgraph import FOLDER
from agency_subgraph.agreement import Agreement, read_agreement
from agency_subgraph.decisions import Context, guard
from agency_subgraph.hub_call import Call
from agency_subgraph.refusal import Refusal
from agency_subgraph.schema import Loaders, create_schema
from agency_subgraph.service import Service, described
from agency_subgraph.store import Store

SCHEMA = create_schema(FOLDER / "schema.graphql")
AGREEMENT = read_agreement(FOLDER / "agreement.json")
VISITS = "homeVisits { id uprn }"


def call_of(**changes) -> Call:
    claims = {
        **{"sub": "mash.analyst", "homeAgency": "northshire-mash", "roles": ["mash.analyst"]},
        **{"purpose": "ADULT_SAFEGUARDING", "requestId": "r", "enquiryId": "e"},
        **{"caseReference": "MASH-0001", "legalPower": "Care Act 2014 s.42", "stated": []},
        **changes,
    }
    return Call("call-1", claims, int(time.time()))


class Telling(unittest.TestCase):
    def setUp(self):
        self.store = Store(":memory:")
        self.store.load(json.loads((FOLDER / "records.json").read_text())["people"])

    def tearDown(self):
        self.store.close()

    def ask(self, ref: str, selection: str = VISITS, is_protected=False, **changes):
        """The view, the echo, and the reasons of what is kept back."""
        query = (
            "query ($people: [_Any!]!) { _entities(representations: $people) {"
            f" ... on Person {{ fireAndRescueEcho fireAndRescue {{ {selection} }} }} }} }}"
        )
        person = {"__typename": "Person", "id": "p", "fireAndRescueRefs": [ref]}
        variables = {"people": [{**person, "isAddressProtected": is_protected}]}

        async def run():
            is_suspended = self.store.is_suspended
            context = Context(call_of(**changes), AGREEMENT, is_suspended, Loaders(self.store))
            document = parse(query)
            result = execute(SCHEMA, document, variable_values=variables, context_value=context)
            return await result, context

        result, context = asyncio.run(run())
        errors = [described(error)["extensions"]["reason"] for error in result.errors or []]
        entity = result.data["_entities"][0]
        return entity["fireAndRescue"], entity["fireAndRescueEcho"], errors, context

    def test_an_analyst_is_told_newest_first(self):
        view, _, errors, context = self.ask("FR-0001")
        self.assertEqual([visit["id"] for visit in view["homeVisits"]], ["V-1", "V-2"])
        self.assertEqual(view["homeVisits"][0]["uprn"], "906700000011")
        self.assertEqual(errors, [])
        self.assertIn("HomeVisit.uprn", context.told)

    def test_bounds_of_a_list_are_kept(self):
        view, *_ = self.ask("FR-0001", 'homeVisits(from: "2025-01-01", to: "2025-06-01") { id }')
        self.assertEqual(view["homeVisits"], [])
        view, *_ = self.ask("FR-0001", 'homeVisits(from: "2025-06-01", first: 1) { id }')
        self.assertEqual(view["homeVisits"], [{"id": "V-1"}])

    def test_another_role_purpose_or_day_is_told_nothing(self):
        for changes in ({"roles": ["housing.officer"]}, {"roles": []}, {"purpose": "AUDIT"}):
            with self.subTest(changes):
                view, echo, errors, context = self.ask("FR-0001", **changes)
                self.assertIsNone(view["homeVisits"])
                self.assertEqual(errors, ["NO_AGREEMENT"])
                self.assertEqual(len(echo), 43)
                self.assertEqual(context.withheld, {"FireAndRescueView.homeVisits": "NO_AGREEMENT"})
        long_ago = Call("c", call_of().claims, made_at=0)
        self.assertEqual(
            AGREEMENT.withheld_by(frozenset({"ADDRESS"}), long_ago, False), "AGREEMENT_NOT_IN_FORCE"
        )

    def test_a_category_that_no_row_names_is_withheld(self):
        reason = AGREEMENT.withheld_by(frozenset({"HEALTH"}), call_of(), False)
        self.assertEqual(reason, "CATEGORY_NOT_DISCLOSED")

    def test_one_row_by_itself_permits_and_what_it_requires_must_be_stated(self):
        row = {"role": "mash.analyst", "purpose": "ADULT_SAFEGUARDING", "from": "2025-01-01"}
        row = {**row, "until": "2029-12-31", "categories": ["HEALTH"], "requires": []}
        agreement = Agreement("1", (row, {**row, "categories": ["ADDRESS"], "requires": ["A_TEST"]}))
        both, address = frozenset({"HEALTH", "ADDRESS"}), frozenset({"ADDRESS"})
        self.assertEqual(agreement.withheld_by(both, call_of(), False), "CATEGORY_NOT_DISCLOSED")
        self.assertEqual(agreement.withheld_by(address, call_of(), False), "A_TEST_MISSING")
        self.assertIsNone(agreement.withheld_by(address, call_of(stated=["A_TEST"]), False))

    def test_rows_are_told_by_their_own_category_and_what_is_kept_back_is_said(self):
        schema = build_schema(
            "directive @classified(as: [String!]!, rows: [String!]) on FIELD_DEFINITION"
            " type Query { view: View } type Row { category: String @classified(as: []) } type View {"
            ' events: [Row!] @classified(as: [], rows: ["HEALTH", "SAFEGUARDING"])'
            " eventsWithheld: [String!] @classified(as: []) }"
        )
        guard(schema)
        rows = [{"category": one} for one in ("HEALTH", "SAFEGUARDING", None)]
        root = {"view": {"events": rows, "isProtected": False}}
        document = parse("{ view { events { category } eventsWithheld } }")
        context = Context(call_of(), AGREEMENT, False, None)
        result = execute(schema, document, root_value=root, context_value=context)
        told = {"events": [{"category": "SAFEGUARDING"}], "eventsWithheld": ["HEALTH"]}
        self.assertEqual(result.data, {"view": told})

    def test_where_somebody_protected_is_is_told_to_nobody(self):
        for ref, is_protected in (("FR-0001", True), ("FR-0001", None), ("FR-0004", False)):
            with self.subTest(ref, is_protected=is_protected):
                view, _, errors, _ = self.ask(ref, is_protected=is_protected)
                self.assertTrue(all(visit["uprn"] is None for visit in view["homeVisits"]))
                self.assertEqual(set(errors), {"ADDRESS_PROTECTED"})

    def test_somebody_sealed_or_kept_from_who_asks_is_like_somebody_unknown(self):
        unknown, echo, errors, _ = self.ask("FR-9999")
        self.assertEqual((unknown, errors, len(echo)), (None, [], 43))
        self.assertEqual(self.ask("FR-0003")[0], None)
        self.assertIsNotNone(self.ask("FR-0004")[0])
        self.assertIsNone(self.ask("FR-0004", sub="mash.analyst.close")[0])
        self.assertIsNone(self.ask("FR-0004", onBehalfOf="mash.analyst.close")[0])

    def test_when_it_has_stopped_sharing_nothing_is_told_but_the_echo(self):
        self.store.suspend("a fault")
        view, echo, errors, _ = self.ask("FR-0001")
        self.assertEqual((view, errors, len(echo)), (None, ["AGENCY_SUSPENDED"], 43))
        self.store.resume()
        self.assertIsNotNone(self.ask("FR-0001")[0])

    def test_hostile_arguments_are_refused_and_not_repeated(self):
        for arguments in ("first: 0", "first: 1001", 'from: "2024-02-30"', 'to: "20240101"'):
            with self.subTest(arguments):
                view, _, errors, _ = self.ask("FR-0001", f"homeVisits({arguments}) {{ id }}")
                self.assertEqual((view["homeVisits"], errors), (None, ["INVALID_ARGUMENT"]))

    def test_what_cannot_be_written_down_is_not_answered(self):
        context = self.ask("FR-0001")[3]
        service = Service(None, SCHEMA, AGREEMENT, Store(":memory:"), None, None)
        service._write_down(context, {"people": [{"id": "p", "fireAndRescueRefs": ["FR-0001"]}]})
        [entry] = service.store.disclosures()
        self.assertEqual((entry["references"], entry["people"]), (["FR-0001"], ["p"]))
        self.assertNotIn("906700000011", json.dumps(entry))
        service.store.close()
        with self.assertRaises(Refusal) as refused:
            service._write_down(context, {})
        self.assertEqual((refused.exception.status, refused.exception.code), (503, "LOG_UNAVAILABLE"))


if __name__ == "__main__":
    unittest.main()
