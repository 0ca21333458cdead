import type { CanonicalRecord } from '../../../common/likeness/fields'
import { describedRecord } from '../../../common/likeness/described-person'
import { describeError } from '../../../common/observing/describe-error'
import type { Logger } from '../../../common/observing/logger'
import type { Agency } from '../../../common/register'
import type { SentAnswer } from '../../../common/second-step/messages'
import { readJobs, secondStepPath, writeAnswers } from '../../../common/second-step/messages'
import type { SecondStepJob } from '../../../common/second-step/node'
import { SecondStepNode } from '../../../common/second-step/node'
import { publicNodeKey, toPublicKey } from '../../../common/second-step/node-key'
import type { NodeKeys } from '../../../common/second-step/pair-keys'
import { getCollection } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import type { Repeating } from '../../../common/repeating'
import { repeat } from '../../../common/repeating'
import { reportWaiting } from '../service/service-observer'
import type { AnsweredJobs } from './answered-jobs'
import { describedPerson } from './describe-likeness'
import type { PeopleSource } from './describe-people'
import { describePeople } from './describe-people'
import type { IndexConnection } from './index-client'
import { postToIndex } from './index-client'

/** What an agency that takes part has. */
export interface SecondStepParts {
  readonly nodeKeys: NodeKeys
  /** With the keys that are pinned. */
  readonly register: readonly Agency[]
  readonly answered: AnsweredJobs
}

export interface SecondStepOptions extends IndexConnection, PeopleSource, SecondStepParts {
  readonly logger: Logger
}

const everyMs = 10_000

/** So many messages in a row while there are answers; the rest waits for the next time. */
const mostRounds = 20

/** @throws Error when the register pins another key of the agency than it has */
export function checkPinned({ code, secondStep }: Agency, { publicKey }: NodeKeys): void {
  if (secondStep?.x !== publicNodeKey(publicKey).x)
    throw new Error(
      `agencies.json: secondStep of ${code} is not the key that it has; npm run agency -- second-step-key ${code}`,
    )
}

/** Asks the index which pairs in doubt this agency is to compare once more, and encodes its records of them. */
export function followSecondStep(options: SecondStepOptions): Repeating {
  const follower = new SecondStepFollower(options)
  const onFailure = reportWaiting(options.logger, 'second step waiting')
  return repeat(() => follower.step(), { pauseMs: everyMs, onFailure })
}

/** Answers a few jobs at a time; what the index did not take is sent again, and nothing of it is stored. */
export class SecondStepFollower {
  readonly #options: SecondStepOptions
  readonly #node: SecondStepNode
  #answers: readonly SentAnswer[] = []

  constructor(options: SecondStepOptions) {
    const { agency, register, nodeKeys, answered } = options
    this.#options = options
    const keys = new Map(register.map(({ code, secondStep }) => [code, secondStep]))
    this.#node = new SecondStepNode({
      ...{ agency, privateKey: nodeKeys.privateKey },
      pinned: (code) => {
        const key = keys.get(code)
        return key ? toPublicKey(key) : null
      },
      findRecords: (refs) => this.#findRecords(refs),
      claim: (id) => answered.claim(id),
    })
  }

  /** Until there is nothing to answer. @throws Error as `postToIndex`, or when the answer is none */
  async step(): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      const said = await postToIndex(secondStepPath, writeAnswers(this.#answers), this.#options)
      this.#answers = []
      const jobs = said.isPutOff ? null : readJobs(said.body)
      if (jobs === null) throw new Error('the person index gave no jobs')
      for (const job of jobs) await this.#answer(job)
      if (this.#answers.length === 0) return
    }
  }

  async #answer(job: SecondStepJob): Promise<void> {
    try {
      const records = await this.#node.answer(job)
      this.#answers = [...this.#answers, { job: job.id, records }]
    } catch (error) {
      // It is not for this agency to put right: the pairs stay possible.
      this.#options.logger.warn('second step refused', describeError(error))
    }
  }

  /** Of somebody who is sealed, kept from some, or told of on some grounds only, nothing is encoded. */
  async #findRecords(refs: readonly string[]): Promise<ReadonlyMap<string, CanonicalRecord>> {
    const people = await getCollection(this.#options.collections, personRecordType)
      .find({ _id: { $in: [...refs] } })
      .toArray()
    const told = await describePeople(people, this.#options)
    return new Map(
      people.flatMap((person, place) => {
        const { isWithdrawn, hiddenFrom, postcodes = [] } = told[place] ?? { isWithdrawn: true }
        if (isWithdrawn || hiddenFrom) return []
        // Whoever is not found by where they live is not compared by it either.
        return [
          [person._id, describedRecord(describedPerson(person, postcodes.length > 0 ? [] : null))],
        ]
      }),
    )
  }
}
