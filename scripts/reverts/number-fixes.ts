import type { Fix } from './fix'

const numbers = 'tests/subgraphs/person-index/nhs-numbers.test.ts'
const misfiled = 'tests/subgraphs/person-index/matching/misfiled-numbers.test.ts'

/** One NHS number on several records, traced or not. */
export const numberFixes: readonly Fix[] = [
  {
    name: 'numbers: one on two people’s records ties neither',
    file: 'subgraphs/person-index/matching/evidence.ts',
    fixed: "return kind === 'APART' || kind === 'UNLIKE'",
    reverted: "return kind === 'APART'",
    test: [numbers, 'are two when name and date contradict it'],
  },
  {
    name: 'numbers: what contradicts is said, also when nobody can compare it',
    file: 'subgraphs/person-index/matching/group-records.ts',
    fixed: "new ApartPairs(pairs.filter(({ kind }) => kind === 'APART'))",
    reverted: "new ApartPairs(pairs.filter(({ kind }) => kind !== 'ALIKE'))",
    test: [numbers, 'said to be in dispute'],
  },
  {
    name: 'numbers: a hidden record brings nobody together',
    file: 'subgraphs/person-index/linking.ts',
    fixed: '...misfiledNumbers(full, pairs, agree),',
    reverted: '...misfiledNumbers(records, pairs, agree),',
    test: [numbers, 'with and without a record that is kept from some'],
  },
  {
    name: 'numbers: one that was not traced ties nobody',
    file: 'subgraphs/person-index/matching/linkable-record.ts',
    fixed: 'tokens.filter((token) => !isUntraced(token))',
    reverted: "tokens.filter((token) => token !== '').map(tracedForm)",
    test: [numbers, 'ties nobody by itself, and somebody looks'],
  },
  {
    name: 'numbers: one that was not traced and agrees is looked at, however little else is known',
    file: 'subgraphs/person-index/matching/decisions/decide.ts',
    fixed: '(!isNumberTraced || isContradicted(found))',
    reverted: 'isContradicted(found)',
    test: [numbers, 'is looked at where nothing else is known'],
  },
  {
    name: 'numbers: two of which one was not traced are not linked by themselves',
    file: 'subgraphs/person-index/links/judge-pair.ts',
    fixed: 'haveOtherNumbers(own, theirs) ||',
    reverted: '',
    test: [numbers, 'two numbers are looked at and not linked'],
  },
  {
    name: 'numbers: one that was not traced makes nobody else’s ambiguous',
    file: 'subgraphs/person-index/person-lookup.ts',
    fixed: '!isHeld && tyingTokens.has(token)',
    reverted: '!isHeld || tyingTokens.has(token)',
    test: [numbers, 'finds whose it was found to be'],
  },
  {
    name: 'numbers: one that was not traced comes with something to compare',
    file: 'subgraphs/person-index/registration-body.ts',
    fixed: 'if (isUntraced && !registration.likeness?.values.nhsNumber?.length)',
    reverted: 'if (isUntraced && registration.likeness === null)',
    test: [
      'tests/subgraphs/person-index/agency-routes.test.ts',
      'needs a likeness for a number not traced',
    ],
  },
  {
    name: 'numbers: a hidden record that leads to two people of one number joins neither',
    file: 'subgraphs/person-index/matching/follow-people.ts',
    fixed: '] = same.length > 0 ? same : reached',
    reverted: '] = same.length > 0 ? same.slice(0, 1) : reached',
    test: [numbers, 'of which one is kept from some and leads'],
  },
  {
    name: 'numbers: neither a held nor a hidden record brings a hidden one together with anybody',
    file: 'subgraphs/person-index/linking.ts',
    fixed: '[...full.filter(isNear(one)), one]',
    reverted: 'records.filter(isNear(one))',
    test: [numbers, 'of which one is kept from some are apart whatever another says that is'],
  },
  {
    name: 'disputes: who says nothing first and contradicts later is counted all the same',
    file: 'subgraphs/person-index/link-service.ts',
    fixed: 'const before = await withMisfiled(this.#store, {',
    reverted: 'const before = await Promise.resolve({',
    test: [numbers, 'has to wait, also when it said nothing'],
  },
  {
    name: 'disputes: what has to wait parts nobody by what it says of a number',
    file: 'subgraphs/person-index/link-service.ts',
    fixed: 'await withMisfiled(coming, { ...after, records })',
    reverted: '{ ...after, records }',
    test: [numbers, 'parts nobody by what has to wait'],
  },
  {
    name: 'numbers: who bears each other out is not parted by what others contradict',
    file: 'subgraphs/person-index/matching/misfiled-numbers.ts',
    fixed: '(torn.has(one) || torn.has(other))',
    reverted: 'false',
    test: [misfiled, 'that bear each other out stand together'],
  },
  {
    name: 'numbers: nobody is one person through a record with another number',
    file: 'subgraphs/person-index/matching/misfiled-numbers.ts',
    fixed: 'tieAll(evidence, (key) => [null, number].includes(numbers.get(key) ?? null))',
    reverted: 'tieAll(evidence, () => number !== null)',
    test: [misfiled, 'are not one person through a record with another'],
  },
  {
    name: 'numbers: whom somebody parted speaks for nobody whom it bears out',
    file: 'subgraphs/person-index/matching/misfiled-numbers.ts',
    fixed: "found === 'BORNE_OUT' && !parted.isBetween([a], [b])",
    reverted: "found === 'BORNE_OUT'",
    test: [misfiled, 'are not parted by what somebody says'],
  },
  {
    name: 'numbers: one agency’s many records keep no others from being compared',
    file: 'subgraphs/person-index/matching/misfiled-numbers.ts',
    fixed: 'inTurns(group.map(({ key }) => key).toSorted())',
    reverted: 'group.map(({ key }) => key).toSorted()',
    test: [misfiled, 'are two people also among the many'],
  },
  {
    name: 'numbers: one that was not traced comes with a likeness that has it',
    file: 'subgraphs/person-index/registration-body.ts',
    fixed: '!registration.likeness?.values.nhsNumber?.length',
    reverted: '!registration.likeness',
    test: [
      'tests/subgraphs/person-index/agency-routes.test.ts',
      'needs that likeness to have the number',
    ],
  },
  {
    name: 'numbers: nobody says of one that it was traced and that it was not',
    file: 'subgraphs/person-index/registration-body.ts',
    fixed: '`${token} ${isTraced}`',
    reverted: '`${token} ${typeof isTraced}`',
    test: ['tests/subgraphs/person-index/agency-routes.test.ts', 'needs one word on tracing'],
  },
  {
    name: 'numbers: who may be a protected person by their number is protected by all that is theirs',
    file: 'subgraphs/person-index/disputed-records.ts',
    fixed: ' && !theirs.some(isIn(numbers))',
    reverted: '',
    test: [numbers, 'are protected by whatever may be theirs'],
  },
]
