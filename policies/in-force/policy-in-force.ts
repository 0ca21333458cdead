import { parseJson } from '../agreement-files'
import type { Policy } from '../policy'
import { requireAgreements, withAgreement } from '../policy'
import type { SourceKind } from '../vocabulary'
import { Kept } from './kept'
import { parsePolicyText, readPolicyText, readText } from './policy-files'

/** Where the policy of one process is. */
export interface PolicyPlace {
  /** Holds the partnership's `agreements/`, `purposes.json` and the files beside it. */
  readonly folder: string
  /** Kinds of source that must have an agreement there. */
  readonly kinds: readonly SourceKind[]
  readonly own?: OwnAgreementPlace
}

/** Where an agency may keep an agreement of its own. */
export interface OwnAgreementPlace {
  readonly file: string
  readonly kind: SourceKind
  /** It must be there, and is all that the agency decides by. Else it stands beside the partnership's. */
  readonly isAlone?: boolean
}

/** What a process says of the policy it decides by. */
export interface PolicyState {
  readonly version: string
  /** Version of the agency's own agreement together with the partnership's; null: it has none. */
  readonly own: string | null
  /** When this process took them (ISO 8601, UTC). */
  readonly since: string
  /** Why the files as they are now were refused, by file and row; null when they are in force. */
  readonly problem: string | null
}

export interface PolicyInForceOptions {
  /** Told when another policy is in force, and when one is refused: once for each change. */
  readonly tell: (state: PolicyState, before: PolicyState) => void
  readonly now?: () => Date
  /** Pause between two looks at the files. */
  readonly everyMs?: number
}

interface KeptPolicies {
  readonly partnership: Kept<Policy>
  readonly own: Kept<Policy | null>
  readonly isAlone: boolean
}

/** A change is in force well within five seconds. */
const lookEveryMs = 1000

/**
 * The policy that a running process decides by. It looks at the files every second. Files that are not
 * good are refused whole: what was in force stays in force, and `tell` hears of it.
 */
export class PolicyInForce {
  readonly #partnership: Kept<Policy>
  readonly #own: Kept<Policy | null>
  readonly #isAlone: boolean
  readonly #options: PolicyInForceOptions
  #policies: readonly Policy[]
  #state: PolicyState
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #isStopped = false

  private constructor({ partnership, own, isAlone }: KeptPolicies, options: PolicyInForceOptions) {
    this.#partnership = partnership
    this.#own = own
    this.#isAlone = isAlone
    this.#options = options
    this.#policies = this.#read()
    this.#state = this.#describe(this.#now())
    this.#lookLater()
  }

  /** @throws Error naming the file and the row that is wrong, or the agreement that is missing */
  static async open(place: PolicyPlace, options: PolicyInForceOptions): Promise<PolicyInForce> {
    const partnership = await openPartnership(place)
    const own = await openOwn(place, partnership)
    return new PolicyInForce({ partnership, own, isAlone: place.own?.isAlone ?? false }, options)
  }

  /** The partnership's policy. A request takes it once, at its start. */
  get policy(): Policy {
    return this.#partnership.value
  }

  /** The partnership's, and the agency's own if it has one: all must permit. Taken once, likewise. */
  get policies(): readonly Policy[] {
    return this.#policies
  }

  get state(): PolicyState {
    return this.#state
  }

  /** Resolves when the look under way has ended; no other follows. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#looking
  }

  #lookLater(): void {
    const look = () => {
      this.#looking = this.#look().finally(() => {
        if (!this.#isStopped) this.#lookLater()
      })
    }
    this.#timer = setTimeout(look, this.#options.everyMs ?? lookEveryMs).unref()
  }

  async #look(): Promise<void> {
    await this.#partnership.look()
    // After it: the own agreement is read against what the partnership lets people claim.
    await this.#own.look()
    const before = this.#state
    const after = this.#describe(before.since)
    const isOther = after.version !== before.version || after.own !== before.own
    if (isOther) this.#policies = this.#read()
    if (!isOther && after.problem === before.problem) return
    this.#state = isOther ? { ...after, since: this.#now() } : after
    this.#options.tell(this.#state, before)
  }

  #read(): readonly Policy[] {
    const own = this.#own.value
    if (!own) return [this.#partnership.value]
    return this.#isAlone ? [own] : [this.#partnership.value, own]
  }

  #describe(since: string): PolicyState {
    const problems = [this.#partnership.problem, this.#own.problem].filter((one) => one !== null)
    return {
      version: this.#partnership.value.version,
      own: this.#own.value?.version ?? null,
      since,
      problem: problems.length > 0 ? problems.join('; ') : null,
    }
  }

  #now(): string {
    return (this.#options.now?.() ?? new Date()).toISOString()
  }
}

function openPartnership({ folder, kinds }: PolicyPlace): Promise<Kept<Policy>> {
  return Kept.open({
    read: () => readPolicyText(folder),
    make: (text, before) => {
      const policy = parsePolicyText(text)
      // An agreement does not end by its file being lost: its last day or its rows say that it ends.
      requireAgreements(policy, before ? [...before.agreements.keys()] : kinds)
      return policy
    },
  })
}

/** It can only tighten, so it is never given up because its file is gone. */
function openOwn({ own }: PolicyPlace, partnership: Kept<Policy>): Promise<Kept<Policy | null>> {
  return Kept.open<Policy | null>({
    read: async () => {
      const text = own && (await readTextIfThere(own.file))
      return JSON.stringify([partnership.value.version, text ?? null])
    },
    make: (read, before) => {
      const [, text] = JSON.parse(read) as readonly [version: string, text: string | null]
      if (own && text !== null)
        return withAgreement(partnership.value, {
          ...own,
          content: parseJson(own.file, text),
        })
      if (own?.isAlone) throw new Error(`${own.file} is missing: nothing may be told without it`)
      if (own && before)
        throw new Error(`${own.file} is gone; put it back, or restart the agency to do without it`)
      return null
    },
  })
}

async function readTextIfThere(file: string): Promise<string | null> {
  try {
    return await readText(file)
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: string } }
    if (cause?.code === 'ENOENT') return null
    throw error
  }
}
