import type { Fix } from './fix'

const desk = 'tests/subgraphs/person-index/review-desk.test.ts'
const alike = 'tests/subgraphs/person-index/alike-links.test.ts'
const many = 'tests/subgraphs/person-index/alike-many.test.ts'
const attacks = 'tests/subgraphs/person-index/attacks-by-likeness.test.ts'
const comparer = 'tests/subgraphs/person-index/links/comparer.test.ts'
const rivals = 'tests/subgraphs/person-index/links/rivals.test.ts'

/** What could link two people's records by how alike they are, or keep one person's apart. */
export const alikeFixes: readonly Fix[] = [
  {
    name: 'links: two NHS numbers are two people, however alike',
    file: 'subgraphs/person-index/links/judge-pair.ts',
    fixed: 'if (hasTwoNumbers(own, theirs) || around.isApart(ownKeys, theirKeys))',
    reverted: 'if (around.isApart(ownKeys, theirKeys))',
    test: [alike, 'records that are alike are two people with two NHS numbers'],
  },
  {
    name: 'links: who is alike two people that were parted joins neither',
    file: 'subgraphs/person-index/links/judge-pair.ts',
    fixed: 'isTorn(both, around) ||\n    resembleParted(both, around) ||',
    reverted: '(both.length > 2 && (isTorn(both, around) || resembleParted(both, around))) ||',
    test: [desk, 'whoever is alike one of two who were parted'],
  },
  {
    name: 'links: a hidden record keeps nobody apart',
    file: 'subgraphs/person-index/links/rivals.ts',
    fixed: "&& rival.weight === 'FULL'",
    reverted: "&& rival.weight !== 'NONE'",
    test: [desk, 'a record that is kept from some does not keep others apart'],
  },
  {
    name: 'links: a person does not grow past what one can have',
    file: 'subgraphs/person-index/links/judge-pair.ts',
    fixed: 'isTooLarge([...own, ...theirs], model) ||',
    reverted: 'own.length + theirs.length < 0 ||',
    test: [alike, 'records that are alike do not grow'],
  },
  {
    name: 'links: records of one person that wait to be compared are no second person',
    file: 'subgraphs/person-index/links/rivals.ts',
    fixed: 'fitting.size > 0 && mayBeOne(',
    reverted: 'fitting.size < 0 && mayBeOne(',
    test: [many, 'records of one person that waited to be compared are linked'],
  },
  {
    name: 'links: who fits both and has another number is a second person',
    file: 'subgraphs/person-index/links/rivals.ts',
    fixed: 'if (haveOtherNumbers(all) || isTooLarge(all, model)) return false',
    reverted: '',
    test: [
      rivals,
      'somebody else whom a record is alike is a second person when they have another',
    ],
  },
  {
    name: 'links: two records of one agency that fit both are two people',
    file: 'subgraphs/person-index/links/rivals.ts',
    fixed: 'if (some.some(({ agency }) => agencies.has(agency))) return false',
    reverted: 'if (agencies.size === 0) return false',
    test: [
      rivals,
      'somebody else whom a record is alike is a second person when their person has a record',
    ],
  },
  {
    name: 'links: who fits both and is not whoever else does is a second person',
    file: 'subgraphs/person-index/links/rivals.ts',
    fixed: 'areLinkable([one, other], { around, model }) &&',
    reverted: '',
    test: [
      rivals,
      'somebody else whom a record is alike is a second person when another fits both and not them',
    ],
  },
  {
    name: 'links: a record that only follows a person is followed to nobody else',
    file: 'subgraphs/person-index/links/rivals.ts',
    fixed: "one.weight === 'FULL' ? personOf(one) : one.key",
    reverted: 'personOf(one)',
    test: [attacks, 'a record that fits two people is compared no longer than once'],
  },
  {
    name: 'links: who says two people’s names makes them no one',
    file: 'subgraphs/person-index/links/judge-pair.ts',
    fixed: '    agree(without(own, one), theirs),\n',
    reverted: '',
    test: [attacks, 'a record that fits two people makes no one person of strangers'],
  },
  {
    name: 'links: twins become no one person by a third record',
    file: 'subgraphs/person-index/links/judge-pair.ts',
    fixed: '&& !around.mayBeTwins(some, others)',
    reverted: '',
    test: [attacks, 'a record that fits two people makes no one person of twins'],
  },
  {
    name: 'links: who was alike once is not forgotten because many others are',
    file: 'subgraphs/person-index/links/find-alike.ts',
    fixed: 'kept.has(other) || before.has(other)',
    reverted: 'kept.has(other)',
    test: [attacks, 'an agency that invents very many who are a little alike undoes no word'],
  },
  {
    name: 'links: many that share a key and are not alike keep nobody from being linked',
    file: 'subgraphs/person-index/links/find-candidates.ts',
    fixed: 'const mostCandidates = 400',
    reverted: 'const mostCandidates = 50',
    test: [
      many,
      'a record with very many others that share a key with it is linked all the same when few',
    ],
  },
  {
    name: 'links: who shares a key and is hidden or held is not counted',
    file: 'subgraphs/person-index/links/find-candidates.ts',
    fixed: 'isCut: isCut || full.size > mostCandidates',
    reverted: 'isCut: true',
    test: [attacks, 'a record that some may not know of is told by no link of who shares'],
  },
  {
    name: 'links: others who share a key are read until so many count',
    file: 'subgraphs/person-index/links/find-candidates.ts',
    fixed: 'const others = keys.length - (await findFull(models, keys)).length',
    reverted: 'const others = 0',
    test: [attacks, 'a record that some may not know of is told by no link of who shares'],
  },
  {
    name: 'links: who was judged by somebody gone is judged anew',
    file: 'subgraphs/person-index/write-records.ts',
    fixed: 'isLinked: false, isCompared: false',
    reverted: 'isLinked: false',
    test: [attacks, 'comparing comes to the same when a record of somebody else'],
  },
  {
    name: 'links: who may be protected is looked at whatever their places say',
    file: 'subgraphs/person-index/links/comparer.ts',
    fixed: '      clearPlaces(pattern)\n      return',
    reverted: '      return',
    test: [comparer, 'is said before anything else is known of them, and never too seldom'],
  },
  {
    name: 'links: whose number may not have been traced is looked at whatever it says',
    file: 'subgraphs/person-index/links/comparer.ts',
    fixed: 'if (numbersDiffer(pattern)) pattern[fieldIndex.nhsNumber] = 0\n      if (bits',
    reverted: 'if (bits',
    test: [comparer, 'is said before anything else is known of them, and never too seldom'],
  },
]
