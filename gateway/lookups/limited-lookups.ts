import { hash } from 'node:crypto'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { personIndexCode, searchTokensCode } from '../../common/services'
import { argumentsOf } from '../operation/field-arguments'
import type { Requester } from '../operation/requester'
import type { SelectedField, Variables } from '../operation/selection'
import type { AskerLimits } from './bounds'
import { boundsOf, takeFromAll } from './bounds'
import { LimitReached } from './limit-reached'
import type { LookupLimiter } from './lookup-limiter'

/** A root field that finds people, and what it is asked to find. */
interface Lookup {
  readonly responseName: string
  readonly service: string
  /** The same for the same arguments; a hash, so that memory holds no identifiers. */
  readonly key: string
}

/** What an operation asks for. */
export interface Lookups {
  readonly asked: readonly SelectedField[]
  /** Coerced. */
  readonly variables: Variables
  /** True for an emergency, which is counted apart. */
  readonly isEmergency: boolean
}

/**
 * Takes what the look-ups of an operation cost.
 * @returns what to call with the answer's data and the root fields that failed, so that look-ups that
 * found nobody are charged
 * @throws LimitReached
 */
export function takeLookups(
  limits: AskerLimits<LookupLimiter>,
  requester: Requester,
  { asked, variables, isEmergency }: Lookups,
): (data: JsonObject | null, failed: ReadonlySet<string | number>) => void {
  const bounds = boundsOf(limits, { ...requester, isEmergency })
  const lookups = asked.flatMap((field) => readLookup(field, variables))
  const keys = lookups.map(({ key }) => key)
  const seconds = takeFromAll(bounds, keys)
  if (seconds > 0)
    throw new LimitReached('You have looked up many people', seconds, ['ENUMERATION'])
  return (data, failed) => {
    const missed = lookups.filter(
      ({ responseName, service }) =>
        !failed.has(responseName) && findsNobody(service, data?.[responseName]),
    )
    const missedKeys = missed.map(({ key }) => key)
    for (const { limiter, asker } of bounds) limiter.chargeMisses(asker, missedKeys)
  }
}

/** The services by whose root fields people are found. */
const finding: ReadonlySet<string> = new Set([personIndexCode, searchTokensCode])

function readLookup(field: SelectedField, variables: Variables): readonly Lookup[] {
  const { responseName, definition, nodes, source } = field
  if (!definition || !finding.has(source.service)) return []
  const values = argumentsOf(definition, nodes[0], variables)
  const text = JSON.stringify([definition.name, values])
  return [{ responseName, service: source.service, key: hash('sha256', text, 'base64url') }]
}

function findsNobody(service: string, found: unknown): boolean {
  return isMiss(found) || isEmptySearch(service, found)
}

function isMiss(found: unknown): boolean {
  return found === null || found === undefined || (Array.isArray(found) && found.length === 0)
}

/** What a search gives is there also when nobody fits. */
function isEmptySearch(service: string, found: unknown): boolean {
  if (service !== searchTokensCode || !isObject(found)) return false
  const lists = Object.values(found).filter((value) => Array.isArray(value))
  return lists.length > 0 && !lists.some((list) => list.some(isObject))
}
