import type { Fix } from './fix'

/** What the disclosure log promises, each undone where it is kept. */
export const logFixes: readonly Fix[] = [
  {
    name: 'log: a proof that does not hold is never told as one that does',
    file: 'disclosure-log/prove-stored.ts',
    fixed: 'holds: proof !== null && checkProof(proof, publicKey)',
    reverted: 'holds: proof !== null || !publicKey',
    test: [
      'tests/disclosure-log/prove-stored.test.ts',
      'an entry proved from what is stored cannot',
    ],
  },
  {
    name: 'log: a kept checkpoint of a log that is gone',
    file: 'scripts/log/commands.ts',
    fixed: 'return verifyAll(someOf([...logs, ...gone], args),',
    reverted: 'return verifyAll(someOf(gone.length < 0 ? gone : logs, args),',
    test: [
      'tests/scripts/log/commands.test.ts',
      'the command for the disclosure log shows a log that is gone',
    ],
  },
  {
    name: 'log: an entry hidden from questions, in an export',
    file: 'disclosure-log/verify.ts',
    fixed: '...leaves.flatMap(checkFiling),',
    reverted: '...leaves.slice(leaves.length).flatMap(checkFiling),',
    test: ['tests/disclosure-log/verify.test.ts', 'a verified log shows an entry that questions'],
  },
  {
    name: 'log: two entries of one request',
    file: 'disclosure-log/verify.ts',
    fixed: '...(misplaced.length > 0 ? [] : checkRequests(leaves)),',
    reverted: '...(misplaced.length >= 0 ? [] : checkRequests(leaves)),',
    test: ['tests/disclosure-log/verify.test.ts', 'a verified log shows two entries'],
  },
  {
    name: 'log: entries rewritten to blame others',
    file: 'disclosure-log/compare-calls.ts',
    fixed: "code: 'WHO_DIFFERS', fields: findMembers(compared, who)",
    reverted: "code: 'WHO_DIFFERS', fields: findMembers(compared, [])",
    test: [
      'tests/disclosure-log/reconcile.test.ts',
      'the comparison of both sides finds an entry that was rewritten',
    ],
  },
  {
    name: 'log: entries rewritten to name other people',
    file: 'disclosure-log/compare-calls.ts',
    fixed: "people.some((id) => !named.has(id))) ? ['people'] : []",
    reverted: "people.some((id) => named.has(id) && false)) ? ['people'] : []",
    test: [
      'tests/disclosure-log/reconcile.test.ts',
      'the comparison of both sides finds an entry that was rewritten',
    ],
  },
  {
    name: 'log: entries rewritten to name other records',
    file: 'disclosure-log/compare-calls.ts',
    fixed: 'const isMissing = found.includes(undefined)',
    reverted: 'const isMissing = found.length < 0',
    test: [
      'tests/disclosure-log/reconcile.test.ts',
      'the comparison of both sides finds an entry that was rewritten',
    ],
  },
  {
    name: 'log: what an agency kept back of what others compute with, logged as disclosed',
    file: 'gateway/disclosures/given-required.ts',
    fixed: 'const found = this.#faultAt(place)',
    reverted: 'const found = [this.#faultAt(place)].find(() => false)',
    test: [
      'tests/gateway/disclosures/given-required.test.ts',
      'what an agency keeps back of what others compute with',
    ],
  },
  {
    name: 'log: who was asked about nobody, logged as if about somebody',
    file: 'gateway/disclosures/given-fields.ts',
    fixed: 'const isNobody = isOfPeople && isNothing(value)',
    reverted: 'const isNobody = isOfPeople && value === Infinity',
    test: ['tests/gateway/disclosures/lacks-people.test.ts', 'an agency that was asked about some'],
  },
  {
    name: 'log: what an agency kept back, logged as disclosed',
    file: 'gateway/pipeline/answer-operation.ts',
    fixed: 'given: givenBy(prepared, { completion, record, givenRequired }),',
    reverted:
      'given: givenBy(prepared, { completion, record: { ...record, faults: [] }, givenRequired }),',
    test: [
      'tests/gateway/disclosures/given-fields.test.ts',
      'what an agency keeps back itself is logged as withheld',
    ],
  },
  {
    name: 'log: requests that a stop cut off',
    file: 'gateway/start/start-gateway.ts',
    fixed: 'await parts.log.noteUnanswered(parts.asked.takeAll())',
    reverted: 'parts.asked.takeAll()',
    test: ['tests/gateway/disclosures/unanswered.test.ts', 'a gateway that stops'],
  },
  {
    name: 'log: requests that the hub failed to answer',
    file: 'gateway/pipeline/hub-gateway.ts',
    fixed: 'services.noteUnanswered(asking.request)',
    reverted: 'void asking',
    test: ['tests/gateway/disclosures/unanswered.test.ts', 'a gateway writes down what it failed'],
  },
  {
    name: 'log: agencies asked for an answer that cannot be logged',
    file: 'gateway/pipeline/answer-operation.ts',
    fixed: 'if (services.isLogDown()) return',
    reverted: 'if (services.isLogDown() && asked.length < 0) return',
    test: ['tests/gateway/disclosures/unanswered.test.ts', 'a gateway asks nobody'],
  },
  {
    name: 'log: a second entry for a request',
    file: 'disclosure-log/request-ids.ts',
    fixed: 'if (this.#known.has(requestId)) return false',
    reverted: 'if (this.#known.has(requestId)) return true',
    test: [
      'tests/disclosure-log/log-outage.test.ts',
      'a log that cannot be written takes one entry',
    ],
  },
  {
    name: 'log: an entry written twice beside another writer',
    file: 'disclosure-log/leaf-writer.ts',
    fixed: '!this.#events.has(entry) && !standing.has(textOfEntry(entry))',
    reverted: '!this.#events.has(entry) && !standing.has(`${textOfEntry(entry)} `)',
    test: [
      'tests/disclosure-log/log-outage.test.ts',
      'a log that cannot be written writes no entry twice',
    ],
  },
  {
    name: 'log: an event written twice whose write ended late',
    file: 'disclosure-log/leaf-writer.ts',
    fixed: '(entry) => !this.#events.has(entry) && !standing.has(textOfEntry(entry)),',
    reverted: '(entry) => !standing.has(textOfEntry(entry)),',
    test: ['tests/disclosure-log/log-outage.test.ts', 'a log that cannot be written says it once'],
  },
  {
    name: 'log: waiting for a log that is known to be down',
    file: 'disclosure-log/log-writer.ts',
    fixed: 'if (cause) throw new LogUnavailableError(cause)',
    reverted: 'void cause',
    test: [
      'tests/disclosure-log/log-outage.test.ts',
      'a log that cannot be written refuses at once',
    ],
  },
  {
    name: 'log: a refused request without a mark',
    file: 'disclosure-log/log-writer.ts',
    fixed: 'if (isDisclosure(entry)) this.#remember(unansweredRequest(entry))',
    reverted: 'if (isDisclosure(entry)) void unansweredRequest(entry)',
    test: [
      'tests/disclosure-log/log-outage.test.ts',
      'a log that cannot be written says of every refused request',
    ],
  },
  {
    name: 'log: a failure without a reason that can be described',
    file: 'disclosure-log/group-commit.ts',
    fixed: '{ cause: asError(cause) }',
    reverted: '{ cause: (asError(cause), cause) }',
    test: [
      'tests/disclosure-log/log-outage.test.ts',
      'a log that cannot be written gives a reason',
    ],
  },
  {
    name: 'log: references found by trying',
    file: 'disclosure-log/record-digest.ts',
    fixed: "createHmac('sha256', key.secret)",
    reverted: "createHmac('sha256', '')",
    test: ['tests/disclosure-log/record-digest.test.ts', 'the name of a record in the log'],
  },
  {
    name: 'log: keys of records made anew for a log that is there',
    file: 'common/keys/record-keys.ts',
    fixed: 'if (existsSync(path.join(folder, logKeyName)))',
    reverted: 'if (existsSync(path.join(folder, logKeyName, logKeyName)))',
    test: [
      'tests/common/keys/record-keys.test.ts',
      'the keys that name records in the disclosure log are not made anew',
    ],
  },
  {
    name: 'log: formulas in a table',
    file: 'common/csv.ts',
    fixed: "formula.test(text) ? `'${text}` : text",
    reverted: 'formula.test(text) ? text : text',
    test: ['tests/common/csv.test.ts', 'CSV makes no formula'],
  },
  {
    name: 'log: escape sequences in what others wrote',
    file: 'scripts/terminal-text.ts',
    fixed: "const safe = cut.replaceAll(unsafeRuns, ' ')",
    reverted: "const safe = cut.replaceAll(unsafeRuns, '$&')",
    test: ['tests/scripts/log/audit-commands.test.ts', 'log -- who shows what others wrote'],
  },
  {
    name: 'log: who waits while the process is busy is not out of time at once',
    file: 'disclosure-log/time-out.ts',
    fixed: 'if (left <= 0) callback()',
    reverted: 'if (left < slices) callback()',
    test: [
      'tests/disclosure-log/group-commit.test.ts',
      'gives an item its time, however long the process was busy',
    ],
  },
]
