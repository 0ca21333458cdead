/**
 * `npm run bench:search`: how long the person index takes to find who may be meant by a misspelled name, beside the
 * same search over readable names, in the same store, which is a process of its own. `--people 100000,1000000`,
 * `--searches N`, `--only tokens`; `--looked-for` stores those alone whom a search finds, which takes little memory.
 * `--hub`: the whole way through a hub of all agencies instead.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import type { DescribedPerson } from '../../common/likeness/described-person'
import { describedRecord } from '../../common/likeness/described-person'
import type { Database } from '../../subgraphs/kit/service/database'
import { openDatabase } from '../../subgraphs/kit/service/database'
import { startEmbeddedStore } from '../store/server'
import { checkUsageIsTold, peakMemoryMib } from '../hub/process-usage'
import { measureHub } from './hub'
import { keysOf } from './keys-of'
import { MadeUpPeople } from './made-up-people'
import { createPlainIndex } from './plain-index'
import type { SearchedIndex, SearchedPerson } from './searched-index'
import { createTokenIndex, personId } from './token-index'

const { values: flags } = parseArgs({
  options: {
    people: { type: 'string' },
    searches: { type: 'string' },
    hub: { type: 'boolean', default: false },
    'looked-for': { type: 'boolean', default: false },
    only: { type: 'string', default: 'tokens,plain' },
  },
})
const sizes = (flags.people ?? '100000').split(',').map(Number)
const searches = Number(flags.searches ?? 400)
const batch = 1000
const seed = 20_261_128

interface Measured {
  readonly times: number[]
  /** How often the person meant was among those found, and first of them. */
  found: number
  first: number
}

async function main(): Promise<void> {
  if (flags.hub) {
    console.table(await measureHub(searches))
    return
  }
  checkUsageIsTold()
  const rows = []
  for (const people of sizes) rows.push(...(await measureSize(people)))
  console.table(rows)
  console.log(
    `${searches} searches each, in turn, one at a time: a misspelled first name with a date or a year of birth.`,
  )
}

async function measureSize(people: number) {
  const directory = await mkdtemp(path.join(tmpdir(), 'sightline-bench-search-'))
  const store = await startEmbeddedStore(directory)
  const database = await openDatabase({ uri: store.uri, code: 'bench-search' })
  try {
    const measured = await measureIn(database, people)
    return measured.map((row) => ({ ...row, storeMiB: Math.round(peakMemoryMib(store.pid)) }))
  } finally {
    await database.close()
    await store.stop()
    await rm(directory, { recursive: true })
  }
}

async function measureIn(database: Database, people: number) {
  const indexes = [createTokenIndex(database), createPlainIndex(database)].filter(({ name }) =>
    flags.only.split(',').includes(name),
  )
  await database.buildIndexes()
  const asked = questions(people)
  await load(indexes, people, flags['looked-for'] ? foundBy(asked) : () => true)
  const measured = new Map(indexes.map(({ name }) => [name, { times: [], found: 0, first: 0 }]))
  for (const question of asked)
    for (const index of indexes) await measure(index, question, measured.get(index.name))
  return indexes.map(({ name }) => rowOf(name, people, measured.get(name)))
}

type IsStored = (person: DescribedPerson) => boolean

async function load(
  indexes: readonly SearchedIndex[],
  people: number,
  isStored: IsStored,
): Promise<void> {
  const made = new MadeUpPeople(seed)
  for (let first = 0; first < people; first += batch) {
    const all = Array.from({ length: Math.min(batch, people - first) }, (_none, index) => ({
      place: first + index,
      person: made.draw(),
    }))
    const some = all.filter(({ person }) => isStored(person))
    if (some.length > 0) for (const index of indexes) await index.add(some)
  }
}

/** Whether one of the searches comes upon somebody: no other is read. */
function foundBy(questions: readonly Question[]): IsStored {
  const looked = new Set(
    questions.flatMap(({ asked: { known, years } }) => keysOf(describedRecord(known), years)),
  )
  return (person) => keysOf(describedRecord(person)).some((key) => looked.has(key))
}

interface Question {
  /** Number of the person who is meant. */
  readonly place: number
  readonly asked: SearchedPerson
}

/** The same people once more, some of them asked for. */
function questions(people: number): readonly Question[] {
  const [made, chance] = [new MadeUpPeople(seed), new MadeUpPeople(seed + 1)]
  const every = Math.max(1, Math.floor(people / searches))
  const chosen: Question[] = []
  for (let place = 0; place < people; place += 1) {
    const person = made.draw()
    if (place % every === 0) chosen.push({ place, asked: askFor(person, chance) })
  }
  return chosen.slice(0, searches)
}

function askFor(
  person: Required<Pick<DescribedPerson, 'names' | 'datesOfBirth'>>,
  chance: MadeUpPeople,
) {
  const [{ forenames, surname } = {}] = person.names
  const names = [{ forenames: chance.misspelled(forenames ?? ''), surname: surname ?? '' }]
  const [birth = ''] = person.datesOfBirth
  return chance.below(2) === 0
    ? { known: { names, datesOfBirth: [birth] }, years: [] }
    : { known: { names }, years: [birth.slice(0, 4)] }
}

async function measure(
  { search }: SearchedIndex,
  { place, asked }: Question,
  measured: Measured | undefined,
): Promise<void> {
  if (!measured) return
  const startedAt = performance.now()
  const ids = await search(asked)
  measured.times.push(performance.now() - startedAt)
  const at = ids.indexOf(personId(place))
  if (at >= 0) measured.found += 1
  if (at === 0) measured.first += 1
}

function rowOf(index: string, people: number, measured: Measured | undefined) {
  const { times = [], found = 0, first = 0 } = measured ?? {}
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)
  const share = (count: number) => (count / Math.max(1, times.length)).toFixed(3)
  return {
    ...{ people, index, p50: `${at(0.5)} ms`, p95: `${at(0.95)} ms` },
    ...{ found: share(found), first: share(first) },
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
