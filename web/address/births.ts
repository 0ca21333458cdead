import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { listIn } from '../hub/answer-lists'
import { ageOn, readMoment } from '../words/dates'
import { listed, safeLine } from '../words/text'

/** When somebody was born, as agencies have it: more than one day where they differ; empty: not shown. */
export function birthOf(person: JsonObject, agencies: readonly Agency[], now: number): string {
  const days = agencies.flatMap(({ field }) => {
    const view = person[field]
    return listIn(isObject(view) ? view : null, 'people')
      .map(({ dateOfBirth }) => safeLine(dateOfBirth, 10))
      .filter((day) => day !== '')
  })
  const different = [...new Set(days)]
  const [only = ''] = different
  const age = different.length === 1 ? ageOn(only, now) : null
  const words = listed(different.map((day) => readMoment(day)?.text ?? day))
  return age === null ? words : `${words}, age ${age}`
}
