import type { Fix } from './fix'

const unknown = 'tests/subgraphs/charity/unknown-clients.test.ts'
const registered = 'tests/subgraphs/charity/registered-clients.test.ts'
const consent = 'tests/subgraphs/kit/records/consent.test.ts'
const hidden = 'tests/subgraphs/person-index/hidden-records.test.ts'
const sentences = 'tests/subgraphs/courts/spent-sentences.test.ts'

/** By what somebody could learn that a person is the client of a charity, or was convicted once. */
export const charityFixes: readonly Fix[] = [
  {
    name: 'charity: nothing is told without consent',
    file: 'subgraphs/kit/agency/person-resolvers.ts',
    fixed: 'return letsThrough({ onlyOnGrounds: findGrounds(own) }, asking)',
    reverted: 'return findGrounds(own).length >= 0 && asking.staff.length > 0',
    test: [unknown, 'a client of a charity who'],
  },
  {
    name: 'charity: as much is read of somebody unknown',
    file: 'subgraphs/kit/agency/person-resolvers.ts',
    fixed: 'disclosesOnlyWith === undefined\n          ? null',
    reverted:
      'disclosesOnlyWith === undefined || (await context.loaders.loadPeople(refs)).length === 0\n          ? null',
    test: [unknown, 'a client of a charity costs'],
  },
  {
    name: 'charity: a consent that was withdrawn is none',
    file: 'subgraphs/kit/records/consent.ts',
    fixed: "return isUnset(record['withdrawnDay'])\n    ? words",
    reverted: "return record['withdrawnDay'] !== 0\n    ? words",
    test: [consent, 'the grounds on which somebody may be told of are none with a consent'],
  },
  {
    name: 'charity: an override is for its case',
    file: 'common/registration/hiding.ts',
    fixed: 'caseReference?.trim().toUpperCase() ?? null])',
    reverted: 'caseReference?.slice(0, 0) ?? null])',
    test: [unknown, 'a client of a charity who is told of for another case'],
  },
  {
    name: 'charity: the index does not learn of a client without consent',
    file: 'subgraphs/kit/index/describe-people.ts',
    fixed: 'return grounds?.length === 0 && !protectsAddress(person)',
    reverted: 'return grounds?.length === -1 && !protectsAddress(person)',
    test: [registered, 'what a charity tells the person index of a client is for'],
  },
  {
    name: 'charity: a consent that moved to another takes the first away',
    file: 'scripts/import/agency-writes.ts',
    fixed: 'const all = [...stored, ...group',
    reverted: 'const all = [...group',
    test: [registered, 'what a charity tells the person index of a client changes'],
  },
  {
    name: 'charity: the index finds a client on their own grounds only',
    file: 'common/registration/hiding.ts',
    fixed:
      'if (onlyOnGrounds && !grounds.some((ground) => onlyOnGrounds.includes(ground))) return false',
    reverted: 'if (onlyOnGrounds?.length === -1) return grounds.length < 0',
    test: [hidden, 'a record of which some must not know that it is there that is told of'],
  },
  {
    name: 'charity: no other client is named',
    file: 'subgraphs/kit/agency/agency-schema.ts',
    fixed: "if (print(field.type).includes('InvolvedPerson'))",
    reverted: "if (print(field.type).includes('InvolvedPeople'))",
    test: [unknown, 'a kind that needs consent does not start'],
  },
  {
    name: 'courts: spent sentences are kept from those who may not know',
    file: 'subgraphs/courts/kind.ts',
    fixed: "sentences: convictionList('sentence'), ",
    reverted: '',
    test: [sentences, 'what leads to a spent conviction is not shown'],
  },
  {
    name: 'courts: hearings do not lead to a spent conviction',
    file: 'subgraphs/courts/resolvers.ts',
    fixed: 'if (mayShowSpent(context)) return',
    reverted: 'if (!mayShowSpent(context) || mayShowSpent(context)) return',
    test: [sentences, 'what leads to a spent conviction is not shown'],
  },
]
