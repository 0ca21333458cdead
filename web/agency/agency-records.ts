import type { GraphQLField, GraphQLObjectType } from 'graphql'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { HubProblem } from '../hub/hub-client'
import { reasonWords } from '../words/coverage-words'
import { readMoment } from '../words/dates'
import { humanise, listed } from '../words/text'
import type { Pair } from './record-text'
import { pairsOf } from './record-text'

/** One list of an agency's records on its page. */
export interface RecordSection {
  readonly heading: string
  /** What the list holds, as the agency's schema says it. */
  readonly about: string
  readonly records: readonly { readonly when: string; readonly pairs: readonly Pair[] }[]
  /** Why there is nothing of it; empty: nothing was kept back as a whole. */
  readonly withheld: string
  /** Fields that were kept back in some records, with the reason; empty: none. */
  readonly keptBack: string
  /** Nothing of it, and nothing kept back either. */
  readonly isEmpty: boolean
}

/** The records of a view, list by list: what was kept back stands where it would have been. */
export function recordSections(
  view: JsonObject,
  type: GraphQLObjectType,
  problems: readonly HubProblem[],
): readonly RecordSection[] {
  return Object.values(type.getFields())
    .filter(({ name }) => name in view)
    .map((field) =>
      sectionOf(
        field,
        recordsIn(view[field.name]),
        problems.filter(({ path }) => path[2] === field.name),
      ),
    )
}

function sectionOf(
  field: GraphQLField<unknown, unknown>,
  records: readonly JsonObject[],
  problems: readonly HubProblem[],
): RecordSection {
  const whole = problems.find(({ path }) => path.length === 3)
  const keptBack = keptBackIn(problems.filter(({ path }) => path.length > 3))
  return {
    heading: humanise(field.name),
    about: (field.description ?? '').split('. ')[0] ?? '',
    records: records.map((record) => ({
      when: readMoment(record['occurredAt'])?.text ?? '',
      pairs: pairsOf(record, field.type),
    })),
    withheld: whole ? whyNot(whole) : '',
    keptBack,
    isEmpty: records.length === 0 && !whole && keptBack === '',
  }
}

/** A list, or the one record that a field holds. */
function recordsIn(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject)
  return isObject(value) ? [value] : []
}

function whyNot({ reason }: HubProblem): string {
  return reasonWords(reason) || 'Kept back'
}

function keptBackIn(problems: readonly HubProblem[]): string {
  const fields = problems.map(({ path }) => {
    const name = path.findLast((step) => typeof step === 'string')
    return humanise(typeof name === 'string' ? name : '').toLowerCase()
  })
  const reasons = new Set(problems.map(whyNot))
  if (fields.length === 0) return ''
  return `${listed([...new Set(fields)])} (${listed([...reasons]).toLowerCase()})`
}
