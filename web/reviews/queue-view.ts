import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { listIn, numberIn } from '../hub/answer-lists'
import { namingOf } from '../insights/naming'
import { bitsText } from '../pictures/waterfall'
import { readMoment } from '../words/dates'
import { linkStatusWords } from '../words/review-words'
import { safeLine } from '../words/text'
import { decisionsIn, reviewIdPattern } from './decisions-view'

/** A pair that waits. */
export interface WaitingPair {
  readonly id: string
  readonly agencies: readonly [string, string]
  readonly status: string
  readonly since: string
  readonly bits: string
  /** What speaks most, for or against. */
  readonly why: string
  readonly isVerified: boolean
  /** Who said what; empty: nobody has looked. */
  readonly looked: readonly string[]
}

/** What the list shows. */
export function queueOf(data: JsonObject, agencies: readonly Agency[]) {
  const page = isObject(data['page']) ? data['page'] : {}
  const { endCursor } = page
  return {
    pairs: listIn(page, 'nodes').flatMap((node) => pairOf(node, agencies)),
    endCursor: typeof endCursor === 'string' ? endCursor : null,
  }
}

function pairOf(node: JsonObject, agencies: readonly Agency[]): readonly WaitingPair[] {
  const { id, likeness } = node
  if (typeof id !== 'string' || !reviewIdPattern.test(id)) return []
  const naming = namingOf([], agencies)
  const agency = (name: string) => naming.agency(safeLine(node[name], 60))
  const compared = isObject(likeness) ? likeness : null
  const bits = numberIn(compared, 'bits')
  const words = listIn(compared, 'fields')
    .slice(0, 3)
    .map((field) => `${safeLine(field['name'], 40)}: ${safeLine(field['agreement'], 60)}`)
  return [
    {
      ...{ id, agencies: [agency('leftAgency'), agency('rightAgency')] },
      status: linkStatusWords(safeLine(node['status'], 40)),
      since: readMoment(node['waitingSince'])?.text ?? '',
      bits: bits === null ? 'Not compared' : bitsText(bits),
      why: words.join('; '),
      isVerified: node['isVerified'] === true,
      looked: decisionsIn(node, 'decisions', naming).map(
        ({ outcome, when }) => `${outcome}, ${when}`,
      ),
    },
  ]
}
