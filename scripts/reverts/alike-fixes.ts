import type { Fix } from './fix'

const desk = 'tests/subgraphs/person-index/review-desk.test.ts'
const alike = 'tests/subgraphs/person-index/alike-links.test.ts'
const many = 'tests/subgraphs/person-index/alike-many.test.ts'
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
    fixed: "(!areFull || rival.weight === 'FULL')",
    reverted: "(!areFull || rival.weight !== 'NONE')",
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
    test: [rivals, 'somebody else whom a record is alike is a second person when their agency has'],
  },
  {
    name: 'links: who fits both and is not whoever else does is a second person',
    file: 'subgraphs/person-index/links/rivals.ts',
    fixed: '!around.isApart(...both) && around.meanBits(...both) >= model.clusters.guardMean',
    reverted: 'both.length > 0',
    test: [rivals, 'somebody else whom a record is alike is a second person when another fits'],
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
    name: 'links: more that are alike than somebody can look at are linked with nobody',
    file: 'subgraphs/person-index/links/find-alike.ts',
    fixed: 'candidates.isCut || counting.length > mostAlike',
    reverted: 'candidates.isCut',
    test: [many, 'a record with very many others that share a key with it is linked with nobody'],
  },
  {
    name: 'links: many that some may not know of keep nobody from being linked',
    file: 'subgraphs/person-index/links/find-alike.ts',
    fixed: "weight === 'FULL' || own?.weight !== 'FULL'",
    reverted: "weight !== 'NONE'",
    test: [
      many,
      'a record with very many others that share a key with it is linked all the same when some',
    ],
  },
]
