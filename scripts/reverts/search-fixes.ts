import type { Fix } from './fix'

const found = 'tests/subgraphs/person-index/search/person-search.test.ts'
const search = 'tests/subgraphs/search-tokens/search.test.ts'
const outages = 'tests/subgraphs/search-tokens/outages.test.ts'

/** What somebody could learn of people by searching for them, or from what the index keeps for it. */
export const searchFixes: readonly Fix[] = [
  {
    name: 'search: one agency’s inventions push nobody out of what is found',
    file: 'subgraphs/person-index/search/person-search.ts',
    fixed: 'inTurns([...owners.keys()]).flatMap(',
    reverted: '[...owners.keys()].flatMap(',
    test: [found, 'people searched for by name are found however many one agency invents'],
  },
  {
    name: 'search: a record that is kept from the asker finds nobody',
    file: 'subgraphs/person-index/search/person-search.ts',
    fixed: 'people.filter((person) => person !== null).filter(isFound)',
    reverted: 'people.filter((person) => person !== null || isFound === undefined)',
    test: [found, 'people searched for by name are found by no record that is kept'],
  },
  {
    name: 'search: nobody is found by an address that is protected',
    file: 'subgraphs/person-index/search/person-search.ts',
    fixed: '(byPlace.has(key) && !person.isAddressProtected)',
    reverted: 'byPlace.has(key)',
    test: [found, 'people searched for by name whose address one agency protects'],
  },
  {
    name: 'search: a protected address is no reason either',
    file: 'subgraphs/person-index/search/match-candidate.ts',
    fixed: '!isAddressProtected || !placeFields.includes(name)',
    reverted: '!isAddressProtected || placeFields.length > 0',
    test: [found, 'people searched for by name whose address one agency protects'],
  },
  {
    name: 'search: who may not be told addresses searches by none',
    file: 'subgraphs/search-tokens/resolvers.ts',
    fixed: 'if (searchesByPlace(input)) requireAddresses(context)',
    reverted: 'if (searchesByPlace(input) && false) requireAddresses(context)',
    test: [search, 'searchPersons is refused to a role'],
  },
  {
    name: 'search: whom it found is written down, whatever was asked of them',
    file: 'gateway/calls/index-extensions.ts',
    fixed: "noteFound(record, extensions['found'])",
    reverted: 'noteFound(record, null)',
    test: [search, 'searchPersons writes down whom it found also'],
  },
  {
    name: 'search: an index that does not answer is never read as nobody',
    file: 'gateway/answer/coverage.ts',
    fixed: 'return entityId === null || service === personIndexCode',
    reverted: "return entityId === null || service === ''",
    test: [outages, 'a search of which the index says nothing'],
  },
  {
    name: 'search: finding nobody costs as much as a look-up that finds nobody',
    file: 'gateway/lookups/limited-lookups.ts',
    fixed: 'return isMiss(found) || isEmptySearch(service, found)',
    reverted: "return isMiss(found) || isEmptySearch('', found)",
    test: [outages, 'a search that finds nobody costs'],
  },
  {
    name: 'search: what would name too many people is refused',
    file: 'subgraphs/search-tokens/read-search.ts',
    fixed: '  refuseVague(record, years)\n',
    reverted: '  if (years.length > 999) refuseVague(record, years)\n',
    test: [search, 'searchPersons is refused as too vague'],
  },
  {
    name: 'search: tokens of single values are not kept as they came',
    file: 'subgraphs/person-index/search/likeness-sealer.ts',
    fixed: 'values: encrypt(packValues(values), keyOfValues),',
    reverted: 'values: packValues(values),',
    test: [
      'tests/subgraphs/person-index/search/likeness-sealer.test.ts',
      'values of a likeness are encrypted',
    ],
  },
  {
    name: 'search: keys are hashed once more before they are kept',
    file: 'subgraphs/person-index/search/likeness-sealer.ts',
    fixed: 'return (keys) => [...new Set(keys.map(hash))]',
    reverted: 'return (keys) => [...new Set(hash(0) < 0 ? [] : keys)]',
    test: [
      'tests/subgraphs/person-index/search/likeness-sealer.test.ts',
      'values of a likeness are found by keys',
    ],
  },
  {
    name: 'search: keys of very many names are cut, those of numbers last',
    file: 'common/likeness/likeness.ts',
    fixed: 'return keys.slice(0, mostKeys).map((text) => hash(`FIND|${text}`))',
    reverted: 'return keys.map((text) => hash(`FIND|${text}`))',
    test: [
      'tests/common/likeness/link-keys.test.ts',
      'the keys of records are as many as the index takes',
    ],
  },
  {
    name: 'rotate: by what a record looks for others is sealed anew',
    file: 'subgraphs/person-index/keys/reseal.ts',
    fixed: 'Buffer.from(likeness.lookups(bytesOf(lookups)))',
    reverted: 'Buffer.from(bytesOf(lookups))',
    test: [
      'tests/subgraphs/person-index/rotate.test.ts',
      'seals everything as a registration would',
    ],
  },
]
