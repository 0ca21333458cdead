/**
 * `npm run bench:ingest`: what it costs the person index to take in a thousand people more, by how many it has: their
 * tokens made, stored, and compared with everybody alike. `--people 100000,300000`, `--sample N`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { registrationBatchSize } from '../../common/registration/registration'
import { startStore } from '../../embedded/store/server'
import { readLinkageTerms } from '../../policies/linkage'
import { openDatabase } from '../../subgraphs/kit/service/database'
import { LinkService } from '../../subgraphs/person-index/link-service'
import type { IndexModels } from '../../subgraphs/person-index/models'
import { createIndexModels } from '../../subgraphs/person-index/models'
import { createLikenessSealer } from '../../subgraphs/person-index/search/likeness-sealer'
import { createTokenSealer } from '../../subgraphs/person-index/sealed-tokens'
import type { AgencyRegistration } from './made-up-registrations'
import { madeUpRegistrations } from './made-up-registrations'

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

/** Milliseconds of CPU of this process, the store's among them: other work on the machine does not count. */
class Stopwatch {
  milliseconds = 0

  async run<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const before = process.cpuUsage()
    try {
      return await work()
    } finally {
      const { user, system } = process.cpuUsage(before)
      this.milliseconds += (user + system) / 1000
    }
  }
}

async function main(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'sightline-bench-ingest-'))
  const store = await startStore({ directory, report: () => undefined, environment: 'demo' })
  const database = await openDatabase({ uri: store.uri, code: 'bench-ingest' })
  try {
    const models = createIndexModels(database.connection)
    await database.buildIndexes()
    await measureAll(models)
  } finally {
    await database.close()
    await store.stop()
    await rm(directory, { recursive: true })
  }
}

async function measureAll(models: IndexModels): Promise<void> {
  const most = Math.max(...sizes)
  const made = madeUpRegistrations(most + sample * sizes.length)
  const terms = readLinkageTerms('bench', { ...linkage, knownPeople: most })
  const links = new LinkService(models, createTokenSealer(secret), {
    likenesses,
    linkage: () => terms,
  })
  const rows = []
  let stock = 0
  for (const size of sizes) {
    const filled = await fill(models, made, size - stock)
    const row = { people: size, ...filled, ...(await takeIn(links, made)), ...memory() }
    // A million people take an hour: what is known already is told.
    console.log(JSON.stringify(row))
    rows.push(row)
    stock = size + sample
  }
  console.table(rows)
  console.log(
    'Each in milliseconds of CPU for 1,000 people, the store included; memory is the most that the index and the store held together.',
  )
}

const linkage = {
  ...{ version: 'bench', source: 'bench', automaticLinks: true },
  ...{ possibleLinks: 'UNCONFIRMED', sampleShare: 0 },
}

type Made = Iterator<readonly AgencyRegistration[], void>

/** Puts so many people into the store as the index keeps them, not yet compared with anybody. */
async function fill(models: IndexModels, made: Made, people: number) {
  const [making, storing] = [new Stopwatch(), new Stopwatch()]
  for (let done = 0; done < people; done += batch) {
    const count = Math.min(batch, people - done)
    const some = await making.run(() => take(made, count))
    await storing.run(() => store(models, some))
  }
  const forEach = ({ milliseconds }: Stopwatch) =>
    Math.round((milliseconds * 1000) / Math.max(1, people))
  return { tokens: forEach(making), store: forEach(storing) }
}

function take(made: Made, people: number): readonly AgencyRegistration[] {
  return Array.from({ length: people }, () => made.next().value ?? []).flat()
}

async function store(models: IndexModels, some: readonly AgencyRegistration[]): Promise<void> {
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
async function takeIn(links: LinkService, made: Made) {
  const registering = new Stopwatch()
  const some = take(made, sample)
  for (const agency of new Set(some.map((one) => one.agency))) {
    const own = some.filter((one) => one.agency === agency).map(({ registration }) => registration)
    for (let first = 0; first < own.length; first += registrationBatchSize)
      await registering.run(() =>
        links.register(agency, own.slice(first, first + registrationBatchSize)),
      )
  }
  await registering.run(async () => {
    while (await links.comparePending());
  })
  return { registered: Math.round((registering.milliseconds * 1000) / sample) }
}

function memory() {
  return { MiB: Math.round(process.resourceUsage().maxRSS / 1024) }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
