import type { JobAnswer, SecondStepJob } from '../../../../common/second-step/node'
import { filterLevels } from './filter-levels'

/** Asks an agency; rejects when it cannot be reached. */
export type AskAgency = (agency: string, job: SecondStepJob) => Promise<JobAnswer>

/** Levels of each pair's fields; null: one of the records is no longer there. */
export type JobOutcome = readonly (Uint8Array | null)[]

/**
 * Has two agencies encode the pairs of a job and keeps how each field agrees, nothing else.
 * @returns null when one of them gave no answer that fits: the job waits, its pairs stay as they were, and it is to be
 * asked again under another id
 */
export async function runJob(job: SecondStepJob, ask: AskAgency): Promise<JobOutcome | null> {
  const answers = await Promise.allSettled(job.agencies.map((agency) => ask(agency, job)))
  const [one, other] = answers.map((answer) =>
    answer.status === 'fulfilled' ? answer.value : null,
  )
  const fits = (answer: JobAnswer | null | undefined) => answer?.length === job.pairs.length
  if (!one || !other || !fits(one) || !fits(other)) return null
  return job.pairs.map((_, pair) => {
    const [left, right] = [one[pair], other[pair]]
    return left && right ? filterLevels(left, right) : null
  })
}
