import { jobLifeSeconds } from '../../../common/second-step/job-id'
import type { Connection } from '../service/database'

interface AnsweredJob {
  readonly _id: string
  readonly at: Date
}

/** Which jobs of the second step were answered, where a restart does not lose it; those that nobody may answer go. */
export class AnsweredJobs {
  readonly #jobs

  constructor(connection: Pick<Connection, 'collection'>) {
    this.#jobs = connection.collection<AnsweredJob>('answeredJobs')
  }

  /** Durable before it resolves. @returns false when it was answered before */
  async claim(id: string): Promise<boolean> {
    const now = Date.now()
    await this.#jobs.deleteMany({ at: { $lt: new Date(now - 2 * jobLifeSeconds * 1000) } })
    const claimed = await this.#jobs.updateOne(
      { _id: id },
      { $setOnInsert: { at: new Date(now) } },
      { upsert: true },
    )
    return claimed.upsertedCount === 1
  }
}
