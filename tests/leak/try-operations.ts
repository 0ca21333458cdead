import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { buildSchema } from 'graphql'

import { projectPath } from '../../common/project-root'
import { purposes, roles } from '../../policies/vocabulary'
import type { LeakHub } from './leak-hub'
import { readLeaves } from './leaves'
import { buildOperation } from './operations'
import type { Asker, Exception, Kept } from './asker'
import { Oracle } from './oracle'
import type { Subject } from './people'
import { subjects } from './people'
import { canaries } from './special-records'

const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
export const supergraph = buildSchema(sdl, { assumeValid: true })

/** Left to itself, fast-check prefers few and small numbers: the first fields of every type, and no other. */
const choices = fc.noBias(fc.array(fc.nat(1 << 16), { maxLength: 60, size: 'max' }))

/** How many operations are under way at once. */
const lanes = 4

export interface Trial {
  readonly runs: number
  readonly seed: number
  /** Told how many are done, now and then. */
  readonly onProgress?: (done: number) => void
}

/** What came of a trial that found no leak. */
export interface TrialResult {
  /** Leaves with a value, over all answers: a trial that sees nothing shows nothing. */
  readonly leaves: number
  /** Events among them. */
  readonly events: number
  /** Those among them that are of a computed result and name an agency. */
  readonly computed: number
  readonly answers: number
}

/**
 * Asks random operations and judges every answer.
 * @throws Error with the smallest operation found that leaks, and the seed
 */
export async function tryOperations(hub: LeakHub, trial: Trial): Promise<TrialResult> {
  const judge = new Judge(hub, trial.onProgress)
  await judge.findAskers()
  const runsPerLane = Math.ceil(trial.runs / lanes)
  const inLane = (_: unknown, lane: number) =>
    fc.assert(judge.property(), { numRuns: runsPerLane, seed: trial.seed + lane })
  await Promise.all(Array.from({ length: lanes }, inLane))
  return judge
}

/**
 * Who can open an enquiry for what; nobody else gets as far as a question.
 * @param states whether the enquiry states what agreements may require
 */
export async function findAskers(hub: LeakHub, states = true): Promise<readonly Asker[]> {
  const found: Asker[] = []
  for (const role of roles)
    for (const purpose of purposes)
      if (await hub.mayClaim({ role, purpose, states })) found.push({ role, purpose, states })
  return found
}

class Judge implements TrialResult {
  leaves = 0
  events = 0
  computed = 0
  answers = 0
  readonly #hub: LeakHub
  readonly #oracle = new Oracle(supergraph)
  readonly #onProgress: (done: number) => void
  #askers: readonly Asker[] = []
  readonly #ids = new Map<string, Subject>()

  constructor(hub: LeakHub, onProgress: (done: number) => void = () => undefined) {
    this.#hub = hub
    this.#onProgress = onProgress
  }

  async findAskers(): Promise<void> {
    this.#askers = [...(await findAskers(this.#hub)), ...(await findAskers(this.#hub, false))]
    for (const subject of subjects) {
      const id = await this.#hub.findId(subject.target)
      if (id !== null) this.#ids.set(id, subject)
    }
  }

  #peopleFor(asker: Asker): ReadonlyMap<string, Kept> {
    return new Map(
      [...this.#ids].map(([id, subject]) => [
        id,
        {
          exceptions: exceptionsFor(subject, asker),
          isNeverBeside: subject.isNeverBeside === true,
        },
      ]),
    )
  }

  property() {
    return fc.asyncProperty(
      choices,
      fc.constantFrom(...this.#askers),
      fc.constantFrom(...subjects),
      async (numbers, asker, subject) => {
        const query = buildOperation(supergraph, numbers, subject.target)
        const { text, data, errors } = await this.#hub.askAs(asker, query)
        this.#note(query, data)
        const isRefused = errors?.some(({ extensions }) => extensions?.['code'] === 'RATE_LIMITED')
        if (data === undefined || isRefused) throw new Error(`${query}\nwas not answered: ${text}`)
        const seen = canaries.filter(
          (canary) =>
            text.includes(canary) && !mayBeSeen(subject, asker) && !isAskersOwn(canary, subject),
        )
        const kept = exceptionsFor(subject, asker)
        const leaks = this.#oracle.findLeaks(
          { query, data, people: this.#peopleFor(asker) },
          asker,
          kept,
        )
        const told = leaks.length + seen.length
        if (told > 0)
          throw new Error(
            `${asker.role} for ${asker.purpose}, ${asker.states ? 'stating all' : 'stating nothing'}, about ${subject.name}\n${query}\n${leaks.join('\n')} ${seen.join(' ')}`,
          )
        if (JSON.stringify(errors ?? []).includes('127.0.0.1'))
          throw new Error(`address in ${text}`)
      },
    )
  }

  #note(query: string, data: unknown): void {
    const leaves = readLeaves(supergraph, query, data)
    this.answers += 1
    this.leaves += leaves.length
    this.events += leaves.filter(({ event }) => event !== undefined).length
    this.computed += leaves.filter(({ origin }) => origin && origin.agencies.length > 0).length
    if (this.answers % 500 === 0) this.#onProgress(this.answers)
  }
}

/** A limited case is open to everybody who is not kept out of it, a client for what they consent to. */
function mayBeSeen({ keptFrom, consentsTo }: Subject, { role, purpose }: Asker): boolean {
  return (keptFrom !== undefined && keptFrom !== role) || consentsTo === purpose
}

/** The id of an address or a postcode is what was asked by; whoever is there, the oracle judges. */
function isAskersOwn(canary: string, { target: { rootField, args } }: Subject): boolean {
  return ['address', 'addressesByPostcode'].includes(rootField) && args.includes(canary)
}

function exceptionsFor(subject: Subject, asker: Asker): readonly Exception[] {
  return mayBeSeen(subject, asker) ? [] : subject.exceptions
}
