import type { Fix } from './fix'

const plan = 'tests/subgraphs/insights/plan.test.ts'
const inputs = 'tests/subgraphs/insights/inputs.test.ts'
const beside = 'tests/subgraphs/person-index/address-resolvers.test.ts'
const logged = 'Query.address is logged with everybody whose records were read'

/** What could be told, or left unsaid, of people by way of what is worked out of their records. */
export const insightsFixes: readonly Fix[] = [
  {
    name: 'insights: an address is not logged as a person',
    file: 'gateway/calls/input-states.ts',
    fixed: "if (typeof id === 'string' && (value['__typename'] ?? personType) === personType)",
    reverted: "if (typeof id === 'string' && personType !== '')",
    test: [plan, logged],
  },
  {
    name: 'insights: nobody with a protected address is told beside others',
    file: 'subgraphs/person-index/person-lookup.ts',
    fixed: '!person.isAddressProtected && isAt(person)',
    reverted: 'isAt(person)',
    test: [beside, 'who is beside a person is never somebody whose address any agency protects'],
  },
  {
    name: 'insights: nobody is told beside somebody with a protected address',
    file: 'subgraphs/person-index/person-lookup.ts',
    fixed: 'return isAddressProtected ? [] : found',
    reverted: 'return isAddressProtected && first < 0 ? [] : found',
    test: [beside, 'who is beside a person is nobody for somebody whose own address'],
  },
  {
    name: 'insights: one related person withholds the whole household',
    file: 'subgraphs/person-index/admission.ts',
    fixed: 'const admitted = await Promise.all(people.map((person) => relatedStaff.admit(person)))',
    reverted:
      'const tried = await Promise.allSettled(people.map((person) => relatedStaff.admit(person)))\n' +
      "  const admitted = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))",
    test: [beside, 'the household of a person is withheld whole'],
  },
  {
    name: 'insights: nothing is computed without the word of the gateway',
    file: 'subgraphs/insights/missing.ts',
    fixed: 'if (!Array.isArray(states)) throw',
    reverted: 'if (!Array.isArray(states)) return []\n  if (states.length < 0) throw',
    test: [inputs, 'what is missing is never guessed'],
  },
  {
    name: 'insights: an agency that has nothing is not told by what it keeps back',
    file: 'subgraphs/insights/missing.ts',
    fixed: "reason !== 'WITHHELD_BY_CATEGORY' || holders.has(agency)",
    reverted: "reason !== 'WITHHELD_BY_CATEGORY' || holders.size >= 0 || agency === ''",
    test: [inputs, 'what is missing is no part of an agency that has nothing'],
  },
  {
    name: 'insights: records whose link is disputed are not computed over as none',
    file: 'gateway/calls/input-states.ts',
    fixed: 'if (field === undefined) return []',
    reverted: "if (field !== '') return []",
    test: [
      'tests/gateway/calls/input-states.test.ts',
      'is that they are kept back, of the person whose they may be',
    ],
  },
  {
    name: 'insights: nobody is said to be no victim while those with a protected address are left out',
    file: 'subgraphs/insights/household-fields.ts',
    fixed: "new Set(['CRIMINAL_OFFENCE', 'THIRD_PARTY', 'IDENTITY', 'ADDRESS'])",
    reverted: "new Set(['CRIMINAL_OFFENCE', 'THIRD_PARTY', 'IDENTITY'])",
    test: [
      'tests/subgraphs/insights/household-fields.test.ts',
      'may be a victim when a force withholds where something was',
    ],
  },
]
