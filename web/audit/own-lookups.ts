import type { JsonObject } from '../../common/json'
import { listIn, textsIn } from '../hub/answer-lists'
import { readMoment } from '../words/dates'
import { purposeWords } from '../words/policy-words'
import { safeLine } from '../words/text'

/** One look at somebody, or at several people at once. */
export interface OwnLookup {
  readonly when: string
  readonly purpose: string
  readonly caseReference: string
  /** The hub's own id; empty: several people, or an address. */
  readonly person: string
  /** How many people the answer was about. */
  readonly count: number
}

/** What the one who asks was shown between two moments, as part of a question. */
export const ownLookupsField =
  'looks: ownLookups(from: $from, to: $to, first: 200) { at purpose caseReference people }'

/** From midnight in UTC to this moment. */
export function todayUntil(now: number): { readonly from: string; readonly to: string } {
  const at = new Date(now + 1).toISOString()
  return { from: `${new Date(now).toISOString().slice(0, 10)}T00:00:00.000Z`, to: at }
}

/**
 * Each person, or group of people, once, with the latest look; newest first. Whoever is around somebody is looked
 * at with them: that is one look.
 */
export function ownLookupsOf(data: JsonObject): readonly OwnLookup[] {
  const looks = listIn(data, 'looks')
  const single = new Set(
    looks.flatMap((look) => {
      const [only, ...others] = textsIn(look, 'people')
      return only !== undefined && others.length === 0 ? [lookKey(look, only)] : []
    }),
  )
  const seen = new Set<string>()
  return looks.flatMap((look) => {
    const people = textsIn(look, 'people').map((id) => safeLine(id, 40))
    const key = JSON.stringify([people, look['caseReference']])
    const isAround = people.length > 1 && people.some((id) => single.has(lookKey(look, id)))
    if (people.length === 0 || isAround || seen.has(key)) return []
    seen.add(key)
    const [only = ''] = people
    return [
      {
        when: readMoment(look['at'])?.text ?? '',
        purpose: purposeWords(safeLine(look['purpose'], 60)),
        caseReference: safeLine(look['caseReference'], 60),
        person: people.length === 1 ? only : '',
        count: people.length,
      },
    ]
  })
}

/** A person in one minute. */
function lookKey({ at }: JsonObject, person: string): string {
  return `${safeLine(at, 40).slice(0, 16)} ${person}`
}
