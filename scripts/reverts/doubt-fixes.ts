import type { Fix } from './fix'

const desk = 'tests/subgraphs/person-index/review-desk.test.ts'
const ledger = 'tests/subgraphs/person-index/ledger.test.ts'
const together = 'tests/subgraphs/person-index/matching/scoring/together.test.ts'
const coverage = 'tests/gateway/answer/coverage.test.ts'

/** What could link strangers, or tell of somebody, by way of records that are alike and of who reviews them. */
export const doubtFixes: readonly Fix[] = [
  {
    name: 'links: people of one home have much in common, so that a family is not one person',
    file: 'subgraphs/person-index/matching/scoring/score.ts',
    fixed: 'return againstAny(bitsAgainst(pattern, table))',
    reverted: 'return sumOf(pattern, table.strangers)',
    test: [ledger, 'a family at one address is not one person'],
  },
  {
    name: 'links: two of one birth are two people in lists too',
    file: 'subgraphs/person-index/matching/scoring/score.ts',
    fixed: 'twins ? sumOf(pattern, twins) : Infinity',
    reverted: 'twins && pattern.length < 0 ? sumOf(pattern, twins) : Infinity',
    test: [together, 'two of one birth are two people'],
  },
  {
    name: 'links: names of one origin that agree together are no rarer than those who bear them',
    file: 'subgraphs/person-index/matching/scoring/pattern.ts',
    fixed: 'if (agreed.length < 2) return',
    reverted: 'if (agreed.length < 9) return',
    test: [together, 'a first and a family name that agree together'],
  },
  {
    name: 'links: whom somebody parted no identifier ties again',
    file: 'subgraphs/person-index/matching/group-records.ts',
    fixed: 'const tied = splitApart(tieIntoPeople(full, ties), apartInFull, ties)',
    reverted: 'const tied = tieIntoPeople(full, ties)',
    test: [desk, 'a split takes two people where a number ties them'],
  },
  {
    name: 'links: a second person is somebody else',
    file: 'subgraphs/person-index/links/decisions.ts',
    fixed: 'return !isSame(one.staffId, staffId) && !isOneSystem',
    reverted: "return staffId !== '' && !isOneSystem",
    test: [ledger, 'somebody’s word parts what a verified identifier links'],
  },
  {
    name: 'links: no earlier decision is contradicted unseen',
    file: 'subgraphs/person-index/links/decisions.ts',
    fixed: 'if (against.length > 0 && !overrule) throw contradicts()',
    reverted: 'if (against.length < 0 && !overrule) throw contradicts()',
    test: [
      'tests/subgraphs/reviews/reviews.test.ts',
      'a decision links records, outweighs the model',
    ],
  },
  {
    name: 'links: the ledger has an entry before anything follows from it',
    file: 'subgraphs/person-index/ledger/ledger.ts',
    fixed: 'if (last) await applyEntry(this.#models, toEntry(last))',
    reverted: 'if (last === undefined) await applyEntry(this.#models, toEntry(last))',
    test: [
      'tests/subgraphs/person-index/attacks.test.ts',
      'of the database between an entry and what follows from it loses no decision',
    ],
  },
  {
    name: 'links: who may be somebody is not told of a record that is kept back',
    file: 'subgraphs/person-index/doubts.ts',
    fixed: 'const known = visible(records).filter(',
    reverted: 'const known = [...visible([]), ...records].filter(',
    test: [ledger, 'somebody who may be a person is not told to whoever must not know'],
  },
  {
    name: 'links: a possible link does not read as "nothing linked"',
    file: 'gateway/answer/coverage.ts',
    fixed: "return isAmong(possible) ? ['WITHHELD', linkPossible] : null",
    reverted: "return isAmong(possible) && code === '' ? ['WITHHELD', linkPossible] : null",
    test: [
      coverage,
      'an answer about somebody of whom the index says that links are disputed says of',
    ],
  },
  {
    name: 'reviews: no pair with a record that is kept from the reviewer',
    file: 'subgraphs/person-index/reviews/review-case.ts',
    fixed: 'person?.keys.includes(key) === true',
    reverted: 'person !== undefined',
    test: [
      'tests/subgraphs/reviews/reviews.test.ts',
      'the review queue has no pair with a record that the reviewer may not know of',
    ],
  },
  {
    name: 'reviews: no agency is named whose records must not be known to exist',
    file: 'subgraphs/person-index/reviews/review-case.ts',
    fixed: '!isKnown || !nameable.has(agency)',
    reverted: '!isKnown || nameable.size < 0',
    test: [desk, 'the queue names no agency whose records must not be known to exist'],
  },
  {
    name: 'reviews: nothing of where somebody at a protected address is',
    file: 'subgraphs/person-index/reviews/review-words.ts',
    fixed: 'explain(levels, { startBits, mayTellPlaces: !isPlaceKeptBack })',
    reverted: 'explain(levels, { startBits, mayTellPlaces: true })',
    test: [desk, 'the waterfall tells nothing of where somebody at a protected address is'],
  },
  {
    name: 'reviews: nobody can tell by an id which link is looked at unmarked',
    file: 'subgraphs/person-index/reviews/side.ts',
    fixed: "id: randomBytes(16).toString('hex'),",
    reverted: "id: randomBytes(0).toString('hex') + person.id,",
    test: [desk, 'the queue has a link that was made without anybody’s word'],
  },
  {
    name: 'reviews: the log names the people, not the ids under which records are shown',
    file: 'gateway/pipeline/answer-operation.ts',
    fixed: 'standIns.get(id) ?? id',
    reverted: 'standIns.has(id) ? id : id',
    test: [
      coverage,
      'an answer about somebody of whom the index says that links are disputed names in the log',
    ],
  },
  {
    name: 'links: who may be somebody is not told against the policy',
    file: 'subgraphs/person-index/resolvers.ts',
    fixed: 'if (found.length > 0 && !isTold) throw notConfirmed()',
    reverted: 'if (found.length < 0 && !isTold) throw notConfirmed()',
    test: [
      'tests/subgraphs/person-index/possible-people.test.ts',
      'who may be somebody is withheld where the policy says so',
    ],
  },
  {
    name: 'links: a doubt lifts no protection',
    file: 'subgraphs/person-index/describe-person.ts',
    fixed: '[...records, ...mayBeTheirs, ...alikeOthers({ id, records }, doubts)].some(',
    reverted: '[...records, ...mayBeTheirs].some(',
    test: ['tests/subgraphs/person-index/attacks.test.ts', 'lifts no protection'],
  },
  {
    name: 'links: through one system nobody is two people',
    file: 'subgraphs/person-index/links/decisions.ts',
    fixed: 'const isOneSystem = system !== undefined && one.system === system',
    reverted: "const isOneSystem = system === '' && one.system === system",
    test: ['tests/subgraphs/person-index/attacks.test.ts', 'are not two whom one system names'],
  },
  {
    name: 'links: two people part what identifiers link through others',
    file: 'subgraphs/person-index/links/decisions.ts',
    fixed: "if (own.has(_id) || weightOf(record) === 'FULL')",
    reverted: 'if (own.has(_id))',
    test: [
      'tests/subgraphs/person-index/attacks.test.ts',
      'must part what verified identifiers link through a third record',
    ],
  },
  {
    name: 'links: nobody decides against what they have not seen',
    file: 'subgraphs/person-index/links/decisions.ts',
    fixed: 'if (stored.some(isUnseen)) throw contradicts()',
    reverted: 'if (stored.length < 0 && stored.some(isUnseen)) throw contradicts()',
    test: [
      'tests/subgraphs/person-index/attacks.test.ts',
      'who decide at once do not contradict each other unseen',
    ],
  },
  {
    name: 'links: a split tells of no record that nobody may know of',
    file: 'subgraphs/person-index/reviews/review-desk.ts',
    fixed: 'const own = person.keys.filter((key) => this.#mayNameRecord(key))',
    reverted:
      "const own = person.keys.filter((key) => key === '' || this.#mayNameRecord(key) || key)",
    test: [
      'tests/subgraphs/person-index/attacks.test.ts',
      'does not tell that an agency has a record',
    ],
  },
  {
    name: 'links: many doubles of one agency make nobody unreadable',
    file: 'subgraphs/person-index/links/doubt-room.ts',
    fixed: 'length < mostDoubts) ? keys : []',
    reverted: 'length <= mostDoubts) ? keys : []',
    test: ['tests/subgraphs/person-index/doubt-room.test.ts', 'make nobody unreadable'],
  },
]
