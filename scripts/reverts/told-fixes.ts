import type { Fix } from './fix'

const rotation = 'tests/subgraphs/person-index/rotate.test.ts'
const outbox = 'tests/subgraphs/kit/index/outbox.test.ts'
const order = 'tests/subgraphs/person-index/message-order.test.ts'

/** What the index would not know, or would know wrongly, when agencies and messages stop, wait or cross. */
export const toldFixes: readonly Fix[] = [
  {
    name: 'index: an older message of an agency never undoes a newer one',
    file: 'subgraphs/person-index/message-order.ts',
    fixed: 'one.sequence !== undefined && one.sequence < numberOf(one)',
    reverted: 'one.sequence !== undefined && one.sequence < 0',
    test: [outbox, 'an index that is told by an agency keeps what is newer'],
  },
  {
    name: 'index: an older message does not bring back somebody who was withdrawn',
    file: 'subgraphs/person-index/link-service.ts',
    fixed: '      await noteWithdrawals(this.#models, withdrawn)\n',
    reverted: '',
    test: [outbox, 'an index that is told by an agency keeps what is newer'],
  },
  {
    name: 'kit: what a record hides is told also when its writer stops in the middle',
    file: 'subgraphs/kit/index/due-people.ts',
    fixed: 'const change = refs.length > 0 ? await outbox.beginChange(refs) : null',
    reverted: 'const change = null as string | null',
    test: [
      outbox,
      'an index that is told by an agency ends the same when the agency stops between',
    ],
  },
  {
    name: 'kit: who may live with somebody newly protected is told to the index anew',
    file: 'scripts/import/agency-writes.ts',
    fixed: 'protectsAddress({ ...document, _id: id }) !== before.has(id)',
    reverted: 'protectsAddress({ ...document, _id: id }) === null',
    test: [
      'tests/scripts/import/agency-target.test.ts',
      'an import registers anew whom a record named until now',
    ],
  },
  {
    name: 'index: a copy of its database names no record by its reference',
    file: 'subgraphs/person-index/sealed-references.ts',
    fixed: 'return later.reduce(renamed, recordKey(',
    reverted: 'return first !== noHash ? recordKey(agency, ref) : later.reduce(renamed, recordKey(',
    test: [
      'tests/subgraphs/search-tokens/search.test.ts',
      "the index's database holds no value of a person",
    ],
  },
  {
    name: "index: an earlier version's references are sealed when it starts",
    file: 'subgraphs/person-index/rewrite-references.ts',
    fixed: 'await rewriteAll(pairs, (stored) => rewritePair(stored, keyOf))',
    reverted: 'await rewriteAll(pairs, (stored) => (stored ? null : rewritePair(stored, keyOf)))',
    test: [
      'tests/subgraphs/person-index/seal-stored.test.ts',
      'a store of an earlier version is sealed when the index starts',
    ],
  },
  {
    name: 'second step: a job is answered once, whatever was started anew',
    file: 'common/second-step/node.ts',
    fixed: "if (!(await claim(id))) throw new Error('The job was answered before.')",
    reverted: 'await claim(id)',
    test: [
      'tests/subgraphs/kit/index/second-step-follower.test.ts',
      'an agency that is asked to compare pairs in doubt answers a job once',
    ],
  },
  {
    name: 'second step: no other agency learns of a record that is kept from some',
    file: 'subgraphs/person-index/second-step/job-board.ts',
    fixed: "return weightOf(record) === 'FULL'",
    reverted: "return weightOf(record) !== 'NONE'",
    test: [
      'tests/subgraphs/person-index/job-board.test.ts',
      'a pair in doubt is asked of nobody when a record is kept from some',
    ],
  },
  {
    name: 'second step: nothing is encoded of somebody whom the agency keeps from some',
    file: 'subgraphs/kit/index/second-step-follower.ts',
    fixed: 'if (isWithdrawn || hiddenFrom) return []',
    reverted: 'if (isWithdrawn && hiddenFrom) return []',
    test: [
      'tests/subgraphs/kit/index/second-step-follower.test.ts',
      'an agency that is asked to compare pairs in doubt encodes whoever may be told of',
    ],
  },
  {
    name: 'index: an older registration in one message takes the newer one with it nowhere',
    file: 'subgraphs/person-index/message-order.ts',
    fixed: '.filter((one) => !isOld(one))',
    reverted: '.filter((one) => !registrations.some((old) => old.ref === one.ref && isOld(old)))',
    test: [order, 'a message that holds two registrations of one reference is taken by the newer'],
  },
  {
    name: 'index: a withdrawal without a number leaves no room for an older message',
    file: 'subgraphs/person-index/message-order.ts',
    fixed: 'numberOf(one) > 0 ? { ...one, sequence: numberOf(one) } : one',
    reverted: 'numberOf(one) < 0 ? { ...one, sequence: numberOf(one) } : one',
    test: [order, 'a withdrawal without a number stands where the record stood'],
  },
  {
    name: 'kit: who once used the highest number has not the last word',
    file: 'subgraphs/kit/index/outbox.ts',
    fixed: 'return Math.min(drawn.sequence, Number.MAX_SAFE_INTEGER)',
    reverted: 'return drawn.sequence',
    test: [outbox, 'an index that is told by an agency hears of an agency also after somebody'],
  },
  {
    name: 'second step: a job that was made is not given out once a record of it is hidden',
    file: 'subgraphs/person-index/second-step/job-board.ts',
    fixed: 'if (!(await this.#stands(job)) && this.#jobs.get(name) === job)',
    reverted: 'if (!(await this.#stands(job)) && job.pairs.length === 0)',
    test: [
      'tests/subgraphs/person-index/job-board.test.ts',
      'a pair in doubt is asked of nobody any more when a record is hidden',
    ],
  },
  {
    name: 'index: a lost key file is not made anew beside the data of the old one',
    file: 'subgraphs/person-index/keys/key-state.ts',
    fixed: 'if (one && !isSealedBy(sealer, one))',
    reverted: "if (one && !isSealedBy(sealer, one) && one.agency === '')",
    test: [rotation, 'an index whose data is sealed with other keys does not start with the last'],
  },
  {
    name: 'index: a rotation goes on with the key it was begun with, or not at all',
    file: 'subgraphs/person-index/keys/rotate.ts',
    fixed: 'if (files.hasNext()) return',
    reverted: 'if (files.hasNext() || files.open().length > 0) return',
    test: [rotation, 'an index whose data is sealed with other keys is sealed no further'],
  },
  {
    name: 'notices: a recipient of very many records does not stop them all',
    file: 'gateway/notices/ask-index.ts',
    fixed: 'inQuestions(recipients.flatMap(inParts))',
    reverted: 'inQuestions(recipients.map((part, place) => ({ place, part })))',
    test: [
      'tests/subgraphs/kit/index/hub-questions.test.ts',
      'from whom records are kept, asked of the index is answered for one recipient',
    ],
  },
  {
    name: 'notices: a long history is looked into bit by bit',
    file: 'subgraphs/person-index/undone/undone-links.ts',
    fixed: 'if (clock() > until) break',
    reverted: 'if (clock() < 0) break',
    test: [
      'tests/subgraphs/person-index/undone-links.test.ts',
      'is told as far as the time of a question went',
    ],
  },
]
