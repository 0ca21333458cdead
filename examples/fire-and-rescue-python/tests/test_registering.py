"""What the index is sent, and who is due still afterwards (AC-25)."""

import json
import unittest

from agency_subgraph import FOLDER
from agency_subgraph.index import Registrar, Told, read_answer
from agency_subgraph.store import Store

PEOPLE = json.loads((FOLDER / "records.json").read_text())["people"]
NONE = Told(frozenset(), 0)


class Registering(unittest.TestCase):
    def setUp(self):
        self.store = Store(":memory:")
        self.store.load(PEOPLE)
        self.registrar = Registrar(self.store, None, b"k" * 32, "http://127.0.0.1:1/")

    def tearDown(self):
        self.store.close()

    def due(self) -> set[str]:
        return set(self.registrar.prepare().marks)

    def test_everybody_is_due_until_the_index_has_answered(self):
        message = self.registrar.prepare()
        self.assertEqual(message.marks.keys(), {person["ref"] for person in PEOPLE})
        self.assertEqual(self.due(), message.marks.keys())
        self.registrar.settle(message, NONE)
        self.assertEqual(self.registrar.prepare().marks, {})

    def test_each_message_has_a_higher_number_than_the_one_before(self):
        numbers = []
        for _ in range(3):
            told = json.loads(self.registrar.prepare().body)
            self.assertEqual(len({one["sequence"] for one in told}), 1)
            numbers.append(told[0]["sequence"])
        self.assertEqual(numbers, sorted(set(numbers)))

    def test_who_changes_while_a_message_is_on_its_way_is_due_still(self):
        message = self.registrar.prepare()
        self.store.load([{**PEOPLE[0], "isSealed": True}])
        self.registrar.settle(message, NONE)
        again = self.registrar.prepare()
        self.assertEqual(set(again.marks), {PEOPLE[0]["ref"]})
        self.assertTrue(json.loads(again.body)[0]["isWithdrawn"])

    def test_whom_the_index_puts_off_or_knows_a_newer_message_of_is_due_still(self):
        message = self.registrar.prepare()
        [first, second, *_] = message.marks
        extensions = {"putOff": [first], "overtaken": [{"ref": second, "sequence": 5000}]}
        answer = json.dumps({"errors": [{"extensions": extensions}]}).encode()
        self.registrar.settle(message, read_answer(answer, is_put_off=True))
        again = json.loads(self.registrar.prepare().body)
        self.assertEqual({one["ref"] for one in again}, {first, second})
        self.assertGreater(again[0]["sequence"], 5000)

    def test_what_is_no_answer_settles_nothing(self):
        for text in (b"", b"[]", b'{"overtaken": 1}', b'{"overtaken": [{"ref": "R"}]}', b"\xff"):
            with self.subTest(text), self.assertRaises(OSError):
                read_answer(text, is_put_off=False)
        with self.assertRaises(OSError):
            read_answer(b'{"errors": []}', is_put_off=True)

    def test_a_number_that_no_counter_has_does_not_raise_it(self):
        answer = json.dumps({"overtaken": [{"ref": "R", "sequence": 2**53}]}).encode()
        self.assertEqual(read_answer(answer, is_put_off=False), Told(frozenset({"R"}), 0))


if __name__ == "__main__":
    unittest.main()
