import type { DocumentNode } from 'graphql'

import type { SigningKey } from '../../../common/keys/keys'
import type { HubCall } from '../../../common/tokens/hub-token'

/** The subgraph that is looked at, and what must be known to ask it anything. */
export interface Subject {
  /** Of its GraphQL. */
  readonly url: string
  /** Its code: the audience of calls. */
  readonly code: string
  /** Its field on `Person`. */
  readonly field: string
  /** What it has published. */
  readonly sdl: DocumentNode
  /** References that it holds; a made-up person each. */
  readonly references: readonly string[]
  /** The key that it takes for the hub's. */
  readonly hubKey: SigningKey
  /** Who asks what for, so that something is permitted. */
  readonly permitted: Pick<HubCall, 'roles' | 'purpose' | 'stated' | 'legalPower'>
}

/** One thing that is looked at. */
export interface Check {
  /** Of docs/agency-contract.md, as in AC-07. */
  readonly point: string
  /** What must be so: a clause. */
  readonly name: string
  /**
   * What is wrong, in a sentence; null when nothing is.
   * @throws Error when there is no answer that can be read
   */
  readonly run: (subject: Subject) => Promise<string | null>
}

/** What came of one check. */
export interface CheckResult {
  readonly point: string
  readonly name: string
  /** Null: it is so. */
  readonly problem: string | null
}
