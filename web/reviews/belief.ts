import type { JsonObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { listIn } from '../hub/answer-lists'
import { safeLine } from '../words/text'

/** A record that was held to be a person's on a day. */
export interface BelievedRecord {
  readonly agencyName: string
  readonly reference: string
  /** Whether it still is. */
  readonly isStill: boolean
}

/** Which records were held to be a person's at a moment. */
export const believedQuery = `query BelievedAt($id: ID!, $at: String!) {
  believed: believedAt(person: $id, at: $at) { at records { agency reference isStill } }
}`

/** The last moment of a day, in UTC. @param day as in 2026-05-03 */
export function endOfDay(day: string): string {
  return `${day}T23:59:59.999Z`
}

/** Those of an answer that whoever asks may know of. */
export function believedOf(
  believed: JsonObject,
  agencies: readonly Agency[],
): readonly BelievedRecord[] {
  const names = new Map(agencies.map(({ code, displayName }) => [code, displayName]))
  return listIn(believed, 'records').map((record) => {
    const agency = safeLine(record['agency'], 60)
    return {
      agencyName: names.get(agency) ?? agency,
      reference: safeLine(record['reference'], 200),
      isStill: record['isStill'] === true,
    }
  })
}
