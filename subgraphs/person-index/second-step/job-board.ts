import type { JobAnswer, SecondStepJob } from '../../../common/second-step/node'
import { mostPairs } from '../../../common/second-step/node'
import { ageOfJob, newJobId } from '../../../common/second-step/job-id'
import type { SentAnswer } from '../../../common/second-step/messages'
import { mostJobs } from '../../../common/second-step/messages'
import type { PairDocument } from '../ledger/pair'
import { outcomeOf } from '../matching/second-step/job-outcome'
import type { RecordDocument } from '../documents'
import type { IndexModels } from '../models'
import type { ReferenceSealer } from '../sealed-references'
import { weightOf } from '../weight'

/** What two agencies are asked about a pair of records. */
interface AskedPair {
  readonly id: string
  /** As the records agreed when they were asked: another answer would be about other records. */
  readonly levels: readonly number[]
  /** The reference of each agency. */
  readonly refs: Readonly<Record<string, string>>
}

interface Job {
  readonly id: string
  readonly agencies: readonly [string, string]
  readonly pairs: readonly AskedPair[]
  /** Filters stay here, in memory, until the other agency has answered. */
  readonly answers: Map<string, JobAnswer>
}

export interface JobBoardParts {
  readonly models: IndexModels
  readonly sealer: Pick<ReferenceSealer, 'openReference'>
  /** Codes of the agencies that take part. */
  readonly offering: ReadonlySet<string>
  /** Runs it in its turn with all other writes. */
  readonly write: (task: () => Promise<void>) => Promise<void>
  readonly now?: () => number
}

/** An agency that stopped after it took a job answers it no more: then there is another one. */
const renewAfterSeconds = 3600

/**
 * Which pairs in doubt two agencies are to compare once more: one job at a time for each two of them. The pairs carry
 * the mark in the database, and jobs are made of them anew: after a restart under other names, for what had been
 * answered is gone with the process.
 */
export class JobBoard {
  readonly #parts: JobBoardParts
  readonly #jobs = new Map<string, Job>()
  readonly #now: () => number

  constructor(parts: JobBoardParts) {
    this.#parts = parts
    this.#now = parts.now ?? Date.now
  }

  /** What an agency is asked now: nothing that it has answered. */
  async jobsFor(agency: string): Promise<readonly SecondStepJob[]> {
    if (!this.#parts.offering.has(agency)) return []
    await this.#open(agency)
    return [...this.#jobs.values()]
      .filter(({ agencies, answers }) => agencies.includes(agency) && !answers.has(agency))
      .slice(0, mostJobs)
      .map(({ id, agencies, pairs }) => ({
        id,
        with: agencies.find((code) => code !== agency) ?? '',
        refs: pairs.map(({ refs }) => refs[agency] ?? ''),
      }))
  }

  /** Takes an agency's answers; of a job that is not its own, or no longer there, nothing is taken. */
  async take(agency: string, sent: readonly SentAnswer[]): Promise<void> {
    for (const { job: id, records } of sent) {
      const job = [...this.#jobs.values()].find((one) => one.id === id)
      const isOwn = job?.agencies.includes(agency) && !job.answers.has(agency)
      if (!job || !isOwn || records.length !== job.pairs.length) continue
      job.answers.set(agency, records)
      const [one, other] = job.agencies.map((code) => job.answers.get(code))
      if (one && other) await this.#finish(job, one, other)
    }
  }

  async #finish(job: Job, one: JobAnswer, other: JobAnswer): Promise<void> {
    this.#jobs.delete(job.agencies.toSorted().join())
    const outcome = outcomeOf(one, other)
    const { models, write } = this.#parts
    const at = new Date(this.#now())
    const updates = job.pairs.map(({ id, levels }, place) => {
      const found = outcome[place]
      const second = found ? { second: { levels: [...found], at } } : {}
      // Of a pair that has changed meanwhile the mark stays: it is another question.
      const filter = { _id: id, levels: [...levels] }
      return { updateOne: { filter, update: { $set: { ...second, secondDue: [] } } } }
    })
    await write(async () => {
      await models.pairs.bulkWrite(updates)
    })
  }

  /** Jobs of pairs of this agency's records that are due, where there is none. */
  async #open(agency: string): Promise<void> {
    for (const [name, job] of this.#jobs)
      if (!(await this.#stands(job)) && this.#jobs.get(name) === job) this.#jobs.delete(name)
    for (const other of this.#parts.offering) {
      const agencies = [agency, other].toSorted()
      if (other === agency || this.#jobs.has(agencies.join())) continue
      const due = await this.#parts.models.pairs
        .find(dueBetween(agencies))
        .sort({ since: 1, _id: 1 })
        .limit(mostPairs)
        .lean()
      if (due.length > 0) await this.#make([agency, other], due)
    }
  }

  async #make(agencies: Job['agencies'], pairs: readonly PairDocument[]): Promise<void> {
    const name = agencies.toSorted().join()
    const asked = await this.#askable(pairs)
    await this.#forgetOthers(pairs, asked)
    if (asked.length === 0 || this.#jobs.has(name)) return
    const id = newJobId(this.#now())
    this.#jobs.set(name, { id, agencies, pairs: asked, answers: new Map() })
  }

  /** A record may have been hidden, and a pair decided, since a job was made: then nobody else hears of them. */
  async #stands({ id, agencies, pairs }: Job): Promise<boolean> {
    if ((ageOfJob(id, this.#now()) ?? 0) > renewAfterSeconds) return false
    const ids = pairs.map((pair) => pair.id)
    const due = await this.#parts.models.pairs
      .find({ _id: { $in: ids }, ...dueBetween(agencies) })
      .lean()
    return (await this.#askable(due)).length === pairs.length
  }

  async #askable(pairs: readonly PairDocument[]): Promise<readonly AskedPair[]> {
    const { models, sealer } = this.#parts
    const keys = pairs.flatMap((pair) => pair.keys)
    const found = await models.records.find({ _id: { $in: keys } }).lean()
    const records = new Map(found.filter(mayBeAsked).map((record) => [record._id, record]))
    return pairs.flatMap(({ _id, keys: both, levels }): AskedPair[] => {
      const own = both.flatMap((key) => records.get(key) ?? [])
      const refs = own.map((record) => [record.agency, refOf(record, sealer)] as const)
      return own.length === 2 ? [{ id: _id, levels, refs: Object.fromEntries(refs) }] : []
    })
  }

  /** A pair that nobody is asked about waits for nothing; when its records change it is looked at anew. */
  async #forgetOthers(pairs: readonly PairDocument[], asked: readonly AskedPair[]): Promise<void> {
    const ids = new Set(asked.map(({ id }) => id))
    const others = pairs.filter(({ _id }) => !ids.has(_id)).map(({ _id }) => _id)
    if (others.length === 0) return
    const { models, write } = this.#parts
    await write(async () => {
      await models.pairs.updateMany({ _id: { $in: others } }, { $set: { secondDue: [] } })
    })
  }
}

/** Pairs in doubt that these two agencies are to compare. */
function dueBetween(agencies: readonly string[]) {
  return { secondDue: { $all: [...agencies] }, isOpen: true }
}

/** That a record is there is told to no other agency when it is kept from some. */
function mayBeAsked(record: RecordDocument): boolean {
  return weightOf(record) === 'FULL'
}

function refOf(
  { _id, sealedRef }: RecordDocument,
  { openReference }: JobBoardParts['sealer'],
): string {
  return openReference(_id, sealedRef)
}
