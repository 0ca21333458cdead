import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { HubAnswer } from './hub-client'

/** Somebody whom the hub found. */
export interface FoundCandidate {
  readonly id: string
  readonly strength: string
  readonly reasons: readonly string[]
  /** What each agency calls them, by its field. */
  readonly person: JsonObject
}

/** What a search found. */
export interface FoundPeople {
  readonly candidates: readonly FoundCandidate[]
  readonly hasMore: boolean
  /** Codes of agencies whose people, or some of them, are not found by name. */
  readonly agenciesNotSearched: readonly string[]
}

/** What a response to `searchQuery` found; null: it was refused, or the index did not answer. */
export function readFound({ response }: HubAnswer): FoundPeople | null {
  const found = response.data?.['searchPersons']
  if (!isObject(found) || !Array.isArray(found['candidates'])) return null
  const codes = found['agenciesNotSearched']
  return {
    candidates: found['candidates'].filter(isObject).flatMap(readCandidate),
    hasMore: found['hasMore'] === true,
    agenciesNotSearched: Array.isArray(codes) ? codes.map(String) : [],
  }
}

function readCandidate({ strength, reasons, person }: JsonObject): readonly FoundCandidate[] {
  if (!isObject(person) || typeof person['id'] !== 'string') return []
  const lines = Array.isArray(reasons) ? reasons.filter(isObject) : []
  const words = lines.map((reason) => String(reason['words']))
  return [{ id: person['id'], strength: String(strength), reasons: words, person }]
}
