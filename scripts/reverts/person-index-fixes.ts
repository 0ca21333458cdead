import type { Fix } from './fix'

const disputes = 'tests/subgraphs/person-index/disputes.test.ts'
const ids = 'tests/subgraphs/person-index/person-ids.test.ts'
const protections = 'tests/subgraphs/person-index/protections.test.ts'
const tokens = 'tests/common/registration/agency-token.test.ts'
const places = 'tests/subgraphs/person-index/address-resolvers.test.ts'
const hidden = 'tests/subgraphs/person-index/hidden-records.test.ts'
const coverage = 'tests/gateway/answer/coverage.test.ts'

/** What somebody could do to people, or learn of them, by way of the person index. */
export const personIndexFixes: readonly Fix[] = [
  {
    name: 'index: nobody is found by a place that any agency protects',
    file: 'subgraphs/person-index/person-lookup.ts',
    fixed: 'if (!person.isAddressProtected && isAt(person)) shown.push(person)',
    reverted: 'if (isAt(person)) shown.push(person)',
    test: [
      places,
      'who is found by a postcode is never somebody whose address any agency protects',
    ],
  },
  {
    name: 'index: nobody is found by a place of a record that is kept from the asker',
    file: 'subgraphs/person-index/describe-person.ts',
    fixed: 'visible.flatMap(({ postcodes }) => postcodes ?? [])',
    reverted: 'records.flatMap(({ postcodes }) => postcodes ?? [])',
    test: [hidden, 'a record that is kept from some staff is no way to the person by a postcode'],
  },
  {
    name: 'kit: who may live with somebody protected is not found by the postcode they share',
    file: 'subgraphs/kit/index/describe-people.ts',
    fixed: 'const postcodes = isApart\n',
    reverted: 'const postcodes = isApart !== null\n',
    test: [
      'tests/subgraphs/kit/index/registrar.test.ts',
      'what an agency tells the person index is a postcode of those alone',
    ],
  },
  {
    name: 'index: a wrong registration that is withdrawn heals',
    file: 'subgraphs/person-index/write-records.ts',
    fixed: 'const disputed = await store.findDisputed(keys)',
    reverted: 'const disputed: readonly string[] = []',
    test: [disputes, 'a wrong registration heals when it is withdrawn'],
  },
  {
    name: 'index: an asserted link outweighs a registration',
    file: 'subgraphs/person-index/matching/split-by-nhs-number.ts',
    fixed: 'return [key, number ?? (others.length === 0 ? only : null)]',
    reverted: 'return [key, number ?? (others.length < 0 ? only : null)]',
    test: [
      'tests/subgraphs/person-index/matching/group-records.test.ts',
      'a link that somebody asserted stands',
    ],
  },
  {
    name: 'index: a dispute lifts no protection',
    file: 'subgraphs/person-index/describe-person.ts',
    fixed: '[...records, ...mayBeTheirs, ...alikeOthers({ id, records }, doubts)].some(',
    reverted: '[...records, ...alikeOthers({ id, records }, doubts)].some(',
    test: [disputes, 'a wrong registration does not lift the protection'],
  },
  {
    name: 'index: whoever may be protected is told as protected',
    file: 'subgraphs/person-index/protecting-agencies.ts',
    fixed: 'for (const person of [id, ...others]) {',
    reverted: 'for (const person of [id, ...others.slice(others.length)]) {',
    test: [protections, 'whom others protect is told of whoever may be'],
  },
  {
    name: 'index: a dispute does not read as "nothing linked"',
    file: 'gateway/answer/coverage.ts',
    fixed: "if (isAmong(disputed)) return ['WITHHELD', linkDisputed]",
    reverted: 'if (isAmong(disputed)) return null',
    test: [coverage, 'the row of an agency whose records may be of the person says that they are'],
  },
  {
    name: 'index: a dispute makes no agency visible whose record is protected',
    file: 'gateway/answer/coverage.ts',
    fixed: 'if (existenceProtected) return null',
    reverted: "if (existenceProtected && code === '') return null",
    test: [coverage, 'the row of an agency whose records may be of the person does not make'],
  },
  {
    name: 'index: a dispute names no agency whose record is protected',
    file: 'subgraphs/person-index/dispute-notes.ts',
    fixed: 'register.filter(({ existenceProtected }) => !existenceProtected)',
    reverted: 'register.filter(({ existenceProtected }) => existenceProtected !== null)',
    test: [
      'tests/subgraphs/person-index/dispute-notes.test.ts',
      'what the hub is told of disputes',
    ],
  },
  {
    name: 'index: an agency that disputes many people is slowed',
    file: 'subgraphs/person-index/dispute-limit.ts',
    fixed: 'if (seen.size >= disputedPeopleLimit) held.push(key)',
    reverted: 'if (seen.size >= disputedPeopleLimit * 1000) held.push(key)',
    test: [disputes, 'an agency that disputes many people is slowed'],
  },
  {
    name: 'index: a merged id leads to its own records only',
    file: 'subgraphs/person-index/matching/assign-people.ts',
    fixed: 'const own = records.filter(({ personId }) => personId === id)',
    reverted: "const own = records.filter(({ personId }) => personId !== '')",
    test: [ids, 'the id of a person that merged into another leads to its own'],
  },
  {
    name: 'index: a merged id whose records are parted leads to nobody',
    file: 'subgraphs/person-index/person-lookup.ts',
    fixed: 'if (only !== undefined && others.length === 0) survivors.set(_id, only)',
    reverted: 'if (only !== undefined && others.length >= 0) survivors.set(_id, only)',
    test: [ids, 'the id of a person that merged into another leads to nobody when its own'],
  },
  {
    name: 'index: only so many are told of a minute',
    file: 'subgraphs/person-index/protections.ts',
    fixed: 'if (used + asked <= protectionsPerMinute) return',
    reverted: 'if (used + asked <= protectionsPerMinute * 1000) return',
    test: [protections, 'whom others protect is told of so many people a minute'],
  },
  {
    name: 'index: whom others protect is written down',
    file: 'subgraphs/person-index/protections.ts',
    fixed: 'if (refs.length > 0) await writeDown(',
    reverted: 'if (refs.length > 1000) await writeDown(',
    test: [protections, 'whom others protect is written down'],
  },
  {
    name: 'index: nothing is told of a number registered just now',
    file: 'subgraphs/person-index/protections.ts',
    fixed: 'return isLinked && (tokensSince?.getTime() ?? 0) <= notAfterMs',
    reverted: 'return isLinked && (tokensSince?.getTime() ?? 0) <= notAfterMs + 60_000',
    test: [protections, 'whom others protect is not told of a record'],
  },
  {
    name: 'index: what was never asked cannot be said to be taken',
    file: 'subgraphs/person-index/protections.ts',
    fixed: 'filter: { _id: keyOf(ref), protectionAskedAt: { $ne: null } },',
    reverted: 'filter: { _id: keyOf(ref) },',
    test: [protections, 'what an agency has been told cannot be made up'],
  },
  {
    name: 'agency: whoever may be protected elsewhere counts as protected',
    file: 'subgraphs/kit/records/protection.ts',
    fixed: 'return hasProtectedAddress(person) || person[protectedElsewhereField] !== false',
    reverted: 'return hasProtectedAddress(person)',
    test: [
      'tests/subgraphs/restrictions.test.ts',
      'a force with protected and sealed people counts',
    ],
  },
  {
    name: "index: an agency's token is as short as the hub's",
    file: 'common/registration/agency-token.ts',
    fixed: 'exp - iat <= lifeSeconds',
    reverted: 'exp >= iat',
    test: [tokens, "an agency's token is refused and leaves nothing"],
  },
  {
    name: "index: an agency's token was not issued in the future",
    file: 'common/registration/agency-token.ts',
    fixed: 'iat <= now + skewSeconds',
    reverted: 'iat <= now + 1000',
    test: [tokens, "an agency's token is refused and leaves nothing"],
  },
  {
    name: 'index: one flood fills one guard',
    file: 'subgraphs/person-index/agency-guards.ts',
    fixed: 'const name = `${agency} ${room}`',
    reverted: 'const name = `${agency.length > 0} ${room}`',
    test: [tokens, 'the guards of all agencies are full for one'],
  },
  {
    name: 'index: there is room for what hides somebody',
    file: 'subgraphs/person-index/agency-guards.ts',
    fixed: 'const room = hidesSomebody(body) ? hidingRoom : ordinaryRoom',
    reverted: 'const room = hidesSomebody(body) ? ordinaryRoom : ordinaryRoom + hidingRoom * 0',
    test: [tokens, 'the guards of all agencies keep room'],
  },
  {
    name: 'index: one flood keeps nobody waiting',
    file: 'subgraphs/person-index/serial-queue.ts',
    fixed: 'this.#lanes.delete(lane)\n',
    reverted: 'if (later.length === 0) this.#lanes.delete(lane)\n',
    test: [
      'tests/subgraphs/person-index/serial-queue.test.ts',
      'a queue of writers lets the lanes',
    ],
  },
  {
    name: 'index: a hidden record is not there',
    file: 'subgraphs/person-index/visible-records.ts',
    fixed: 'return hiding.some((limit) => !letsThrough(limit, asker))',
    reverted: 'return hiding.some((limit) => !letsThrough(limit, asker)) && asker.staff.length > 5',
    test: [hidden, 'a record of which some must not know that it is there leads them to nobody'],
  },
  {
    name: 'index: a hidden record is not felt',
    file: 'subgraphs/person-index/weight.ts',
    fixed: "return hiding.length > 0 ? 'FOLLOWS' : 'FULL'",
    reverted: "return hiding.length < 0 ? 'FOLLOWS' : 'FULL'",
    test: [hidden, 'a record of which some must not know that it is there does not tie'],
  },
  {
    name: 'index: the time does not tell what was asked',
    file: 'gateway/answer/coverage.ts',
    fixed: "tookMs: status === 'NO_RECORD' ? null : tookMs(code, input.record.calls),",
    reverted: 'tookMs: tookMs(code, input.record.calls),',
    test: [coverage, 'the row of an agency with no record'],
  },
]
