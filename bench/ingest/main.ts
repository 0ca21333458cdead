/**
 * `npm run bench:ingest`: what it costs the person index to take in a thousand people more, by how many it has: their
 * tokens made, stored, and compared with everybody alike; and how many of them it then knows again.
 * `--people 100000,300000`, `--sample N`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { registrationBatchSize } from '../../common/registration/registration'
import { readLinkageTerms } from '../../policies/linkage'
import { openDatabase } from '../../subgraphs/kit/service/database'
import { LinkService } from '../../subgraphs/person-index/link-service'
import type { IndexModels } from '../../subgraphs/person-index/models'
import { createIndexModels } from '../../subgraphs/person-index/models'
import { createLikenessSealer } from '../../subgraphs/person-index/search/likeness-sealer'
import { createTokenSealer } from '../../subgraphs/person-index/sealed-tokens'
import { checkUsageIsTold } from '../hub/process-usage'
import { startEmbeddedStore } from '../store/server'
import { foundLinks } from './found-links'
import type { AgencyRegistration } from './made-up-registrations'
import { madeUpRegistrations } from './made-up-registrations'
import { mostMemory, Usage } from './usage'

const { values: flags } = parseArgs({
  options: {
    people: { type: 'string', default: '100000,300000' },
    sample: { type: 'string', default: '300' },
  },
})
const sizes = flags.people.split(',').map(Number)
const sample = Number(flags.sample)
const batch = 500

const secret = Buffer.alloc(32, 2)
const likenesses = createLikenessSealer(secret)
const tokens = createTokenSealer(secret)

async function main(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'sightline-bench-ingest-'))
  checkUsageIsTold()
  const store = await startEmbeddedStore(directory)
  const database = await openDatabase({ uri: store.uri, code: 'bench-ingest' })
  try {
    const models = createIndexModels(database.connection)
    await database.buildIndexes()
    await measureAll(models, store.pid)
  } finally {
    await database.close()
    await store.stop()
    await rm(directory, { recursive: true })
  }
}

async function measureAll(models: IndexModels, store: number): Promise<void> {
  const measured = { models, store, links: createLinks(models) }
  const made = madeUpRegistrations(Math.max(...sizes) + sample)
  // What a process does first it does slowly.
  await takeIn(measured, take(made, sample))
  const rows = []
  let stock = sample
  for (const size of sizes) {
    const filled = await fill(measured, made, size - stock)
    const some = take(made, sample)
    const taken = await takeIn(measured, some)
    const found = await foundLinks(models, peopleOf(some))
    const row = { people: size, ...filled, ...taken, ...mostMemory(store), ...found }
    // A million people take an hour: what is known already is told.
    console.log(JSON.stringify(row))
    rows.push(row)
    stock = size + sample
  }
  console.table(rows)
  console.log(
    'Work is milliseconds of CPU for 1,000 people; memory the most that each process held; links those of the sample.',
  )
}

function createLinks(models: IndexModels): LinkService {
  const terms = readLinkageTerms('bench', { ...linkage, knownPeople: Math.max(...sizes) })
  return new LinkService(models, tokens, { likenesses, linkage: () => terms })
}

/** Whose each record is, by its key in the index. */
function peopleOf(some: readonly AgencyRegistration[]): ReadonlyMap<string, number> {
  return new Map(
    some.map(({ agency, registration, person }) => [
      tokens.record(agency, registration.ref),
      person,
    ]),
  )
}

const linkage = {
  ...{ version: 'bench', source: 'bench', automaticLinks: true },
  ...{ possibleLinks: 'UNCONFIRMED', sampleShare: 0 },
}

type Made = Iterator<readonly AgencyRegistration[], void>

/** What is measured. */
interface Measured {
  readonly models: IndexModels
  readonly links: LinkService
  /** The store's process. */
  readonly store: number
}

/** Puts so many people into the store as the index keeps them, not yet compared with anybody. */
async function fill({ models, store }: Measured, made: Made, people: number) {
  const [making, storing] = [new Usage(store), new Usage(store)]
  for (let done = 0; done < people; done += batch) {
    const count = Math.min(batch, people - done)
    const some = await making.run(() => take(made, count))
    await storing.run(() => keep(models, some))
  }
  const { index, store: stored } = storing.forThousand(people)
  return { tokens: making.forThousand(people).index, storedIndex: index, storedStore: stored }
}

function take(made: Made, people: number): readonly AgencyRegistration[] {
  return Array.from({ length: people }, () => made.next().value ?? []).flat()
}

async function keep(models: IndexModels, some: readonly AgencyRegistration[]): Promise<void> {
  await models.likenesses.collection.insertMany(
    some.map(({ agency, registration: { ref, likeness } }) => ({
      ...likenesses.seal(likeness),
      _id: `${agency}/${ref}` as never,
    })),
  )
  await models.records.collection.insertMany(
    some.map(({ agency, registration: { ref } }) => ({
      ...{ _id: `${agency}/${ref}` as never, agency, ref, tokens: [], addresses: [] },
      ...{ personId: ref.padStart(32, '0'), order: 0, isSearchable: true },
      ...{ isLinked: true, isCompared: true },
    })),
  )
}

/** Registers some people as their agencies do, so many at a time, and compares them until nobody waits. */
async function takeIn({ links, store }: Measured, some: readonly AgencyRegistration[]) {
  const taking = new Usage(store)
  for (const agency of new Set(some.map((one) => one.agency))) {
    const own = some.filter((one) => one.agency === agency).map(({ registration }) => registration)
    for (let first = 0; first < own.length; first += registrationBatchSize)
      await taking.run(() =>
        links.register(agency, own.slice(first, first + registrationBatchSize)),
      )
  }
  await taking.run(async () => {
    while (await links.comparePending());
  })
  const { index, store: ofStore } = taking.forThousand(sample)
  return { comparedIndex: index, comparedStore: ofStore }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
