import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

import { registrationBatchSize } from '../../common/registration/registration'
import { readLinkageTerms } from '../../policies/linkage'
import type { Database } from '../../subgraphs/kit/service/database'
import { openDatabase } from '../../subgraphs/kit/service/database'
import { LinkService } from '../../subgraphs/person-index/link-service'
import type { IndexModels } from '../../subgraphs/person-index/models'
import { createIndexModels } from '../../subgraphs/person-index/models'
import { createLikenessSealer } from '../../subgraphs/person-index/search/likeness-sealer'
import { createTokenSealer } from '../../subgraphs/person-index/sealed-tokens'
import { cpuMs, peakMemoryMib } from '../hub/process-usage'
import type { MeasuredProcess } from '../store/server'
import { startEmbeddedStore } from '../store/server'
import type { FoundLinks } from './found-links'
import { foundLinks } from './found-links'
import type { AgencyRegistration } from './made-up-registrations'
import type { Used } from './usage'
import { forThousand, usedBy } from './usage'

const secret = Buffer.alloc(32, 2)
const likenesses = createLikenessSealer(secret)
const tokens = createTokenSealer(secret)

const linkage = {
  ...{ version: 'bench', source: 'bench', automaticLinks: true },
  ...{ possibleLinks: 'UNCONFIRMED', sampleShare: 0 },
}

/** Collecting the garbage of ten gibibytes takes longer than a driver waits otherwise: a minute or two on a busy core. */
const patience = 'connectTimeoutMS=600000&serverSelectionTimeoutMS=600000'

/** A person index of some size on a store in a process of its own. */
export class MeasuredIndex {
  readonly size: number
  readonly #directory: string
  readonly #store: MeasuredProcess
  readonly #database: Database
  readonly #models: IndexModels
  readonly #links: LinkService
  /** Whose each record is that was taken in. */
  readonly #people = new Map<string, number>()

  private constructor(
    size: number,
    {
      directory,
      store,
      database,
    }: { directory: string; store: MeasuredProcess; database: Database },
  ) {
    this.size = size
    this.#directory = directory
    this.#store = store
    this.#database = database
    this.#models = createIndexModels(database.connection)
    const terms = readLinkageTerms('bench', { ...linkage, knownPeople: size })
    this.#links = new LinkService(this.#models, tokens, { likenesses, linkage: () => terms })
  }

  static async start(size: number): Promise<MeasuredIndex> {
    const directory = await mkdtemp(path.join(tmpdir(), 'sightline-bench-ingest-'))
    const collecting = pathToFileURL('bench/ingest/collect-on-signal.mjs').href
    const store = await startEmbeddedStore(directory, ['--expose-gc', '--import', collecting])
    const uri = `${store.uri}${store.uri.includes('?') ? '&' : '?'}${patience}`
    const database = await openDatabase({ uri, code: 'bench-ingest' })
    const index = new MeasuredIndex(size, { directory, store, database })
    await database.buildIndexes()
    return index
  }

  async stop(): Promise<void> {
    await this.#database.close()
    await this.#store.stop()
    await rm(this.#directory, { recursive: true })
  }

  /** Puts people into the store as the index keeps them, not yet compared with anybody. */
  async keep(some: readonly AgencyRegistration[]): Promise<void> {
    if (some.length === 0) return
    await Promise.all([
      this.#models.likenesses.collection.insertMany(some.map(likenessDocument)),
      this.#models.records.collection.insertMany(some.map(recordDocument)),
    ])
  }

  /**
   * The garbage of the store is collected, so that this does not come while something else is measured: it belongs to
   * what was stored. @returns milliseconds of the store's CPU until now, for a thousand people
   */
  async finishStoring(): Promise<number> {
    process.kill(this.#store.pid, 'SIGUSR2')
    await setTimeout(1000)
    // Answered when it is done.
    await this.#models.records.findById('nobody').lean()
    return forThousand(cpuMs(this.#store.pid), this.size)
  }

  /** Registers some people as their agencies do, so many at a time, and compares them until nobody waits. */
  async takeIn(some: readonly AgencyRegistration[]): Promise<Used> {
    for (const { agency, registration, person } of some)
      this.#people.set(tokens.record(agency, registration.ref), person)
    const before = usedBy(this.#store.pid)
    for (const agency of new Set(some.map((one) => one.agency))) {
      const own = some.filter((one) => one.agency === agency).map((one) => one.registration)
      for (let first = 0; first < own.length; first += registrationBatchSize)
        await this.#links.register(agency, own.slice(first, first + registrationBatchSize))
    }
    while (await this.#links.comparePending());
    return usedBy(this.#store.pid, before)
  }

  /** What became of those who were taken in. */
  foundLinks(): Promise<FoundLinks> {
    return foundLinks(this.#models, this.#people)
  }

  get storePid(): number {
    return this.#store.pid
  }

  /** The most that the store held, in mebibytes. */
  memoryMiB(): number {
    return Math.round(peakMemoryMib(this.#store.pid))
  }
}

function likenessDocument({ agency, registration: { ref, likeness } }: AgencyRegistration) {
  return { ...likenesses.seal(likeness), _id: `${agency}/${ref}` as never }
}

function recordDocument({ agency, registration: { ref } }: AgencyRegistration) {
  return {
    ...{ _id: `${agency}/${ref}` as never, agency, ref, tokens: [], addresses: [] },
    ...{ personId: ref.padStart(32, '0'), order: 0, isSearchable: true },
    ...{ isLinked: true, isCompared: true },
  }
}
