import type { DocumentNode } from 'graphql'

import type { Agency } from '../../../common/register'
import type { Policy } from '../../../policies/policy'
import type { SdlReader } from '../../../schema/instance-sdl'
import { agencySdl } from '../../../schema/instance-sdl'
import { composeInPlace } from '../compose-in-place'
import { checkCodeLists } from './code-lists'
import { compareSchemas, schemaOf } from './compare'
import type { ApprovedException } from './exceptions'
import type { JudgedChange } from './judge'
import { judge } from './judge'
import type { PermitChanges } from './permits'
import { comparePermits } from './permits'
import type { Usage } from './usage'
import { countUses } from './usage'

/** What is to be published by whom, and everything that it is held against. */
export interface SdlCheck {
  readonly code: string
  readonly kind: string
  readonly field: string
  readonly sdl: DocumentNode
  /** What the agency has in force; null: nothing yet. */
  readonly before: DocumentNode | null
  /** The agencies of the partnership, this one too if it is registered. */
  readonly register: readonly Agency[]
  /** The schema folder with what the others have in force; default: as it is. */
  readonly read?: SdlReader
  /** The SDL of whoever may share a code list with it. */
  readonly shared: DocumentNode
  readonly policy: Policy
  readonly usage: Usage | null
  readonly exceptions: readonly ApprovedException[]
  /** A day such as 2026-04-01. */
  readonly on: string
}

/** What came of it. */
export interface CheckReport {
  readonly agency: string
  readonly on: string
  readonly passed: boolean
  /** Why it cannot be on the hub at all, one sentence each. */
  readonly problems: readonly string[]
  readonly changes: readonly JudgedChange[]
  readonly permits: PermitChanges
  /** How long the log was looked at, and how much of it; null: nobody has counted. */
  readonly counted: Pick<Usage, 'from' | 'to' | 'answers'> | null
}

/** Holds an SDL against what is in force. */
export function checkSdl(check: SdlCheck): CheckReport {
  const { code, kind, sdl, before, policy, usage, on } = check
  const problems = [
    ...composeInPlace(check, check.register, check.read),
    ...checkCodeLists(sdl, listsOfOthers(check)),
    ...(policy.agreements.has(kind)
      ? []
      : [`There is no agreement of the kind "${kind}": nobody would be told anything. Write one.`]),
  ]
  const changes = before ? judgeChanges(before, check) : []
  const isRefused = changes.some(({ outcome }) => outcome === 'REFUSED')
  return {
    ...{ agency: code, on, problems, changes, passed: problems.length === 0 && !isRefused },
    permits: comparePermits(before, sdl, check),
    counted: usage && { from: usage.from, to: usage.to, answers: usage.answers },
  }
}

function judgeChanges(before: DocumentNode, check: SdlCheck): readonly JudgedChange[] {
  const { sdl, usage, exceptions, on } = check
  const schema = schemaOf(before)
  return compareSchemas(before, sdl).map((change) =>
    judge(change, { uses: countUses(change.at, usage, schema), exceptions, on }),
  )
}

/** The hub's first, then the agencies': a list is the hub's where both have it. */
function listsOfOthers({ code, register, shared, read }: SdlCheck) {
  const others = register.filter((agency) => agency.code !== code)
  return [
    { of: 'the hub', sdl: shared },
    ...others.map((agency) => ({ of: agency.code, sdl: agencySdl(agency, read) })),
  ]
}
