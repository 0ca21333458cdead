import { hash } from 'node:crypto'

import { HubError } from '../../common/errors'
import type { JsonObject } from '../../common/json'
import { personIndexCode } from '../../common/services'
import { argumentsOf } from '../operation/field-arguments'
import type { Requester } from '../operation/requester'
import type { SelectedField, Variables } from '../operation/selection'
import type { LookupLimiter } from './lookup-limiter'

/** A root field that finds people, and what it is asked to find. */
interface Lookup {
  readonly responseName: string
  /** The same for the same arguments; a hash, so that memory holds no identifiers. */
  readonly key: string
}

/** What an operation asks for. */
export interface Lookups {
  readonly asked: readonly SelectedField[]
  /** Coerced. */
  readonly variables: Variables
  /** True for an emergency, which has a bucket of its own: it must not wait for what was asked before. */
  readonly isEmergency: boolean
}

/**
 * Takes what the look-ups of an operation cost.
 * @returns what to call with the answer's data and the root fields that failed, so that look-ups that
 * found nobody are charged
 * @throws HubError RATE_LIMITED with `retryAfterSeconds`
 */
export function takeLookups(
  limiter: LookupLimiter,
  { staffId, homeAgency, onBehalfOf }: Requester,
  { asked, variables, isEmergency }: Lookups,
): (data: JsonObject | null, failed: ReadonlySet<string | number>) => void {
  const staff = JSON.stringify([homeAgency, staffId, onBehalfOf ?? null, isEmergency])
  const lookups = asked.flatMap((field) => readLookup(field, variables))
  const keys = lookups.map(({ key }) => key)
  const retryAfterSeconds = limiter.take(staff, keys)
  if (retryAfterSeconds > 0) throw tooMany(retryAfterSeconds)
  return (data, failed) => {
    const missed = lookups.filter(
      ({ responseName }) => !failed.has(responseName) && isMiss(data?.[responseName]),
    )
    limiter.chargeMisses(
      staff,
      missed.map(({ key }) => key),
    )
  }
}

function readLookup(field: SelectedField, variables: Variables): readonly Lookup[] {
  const { responseName, definition, nodes, source } = field
  if (!definition || source.service !== personIndexCode) return []
  const values = argumentsOf(definition, nodes[0], variables)
  const text = JSON.stringify([definition.name, values])
  return [{ responseName, key: hash('sha256', text, 'base64url') }]
}

function isMiss(found: unknown): boolean {
  return found === null || found === undefined || (Array.isArray(found) && found.length === 0)
}

function tooMany(retryAfterSeconds: number): HubError {
  const message =
    'You have looked up many people in a short time. Wait, then go on; this is noted for review.'
  return new HubError('RATE_LIMITED', message, { httpStatus: 429, retryAfterSeconds })
}
