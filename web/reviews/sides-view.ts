import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { listIn } from '../hub/answer-lists'
import type { HubAnswer, HubProblem } from '../hub/hub-client'
import { namesIn } from '../insights/naming'
import { reasonWords } from '../words/coverage-words'
import { readMoment } from '../words/dates'
import { humanise, safeLine } from '../words/text'
import { comparedFields } from './questions'

/** A field of both records, side by side. */
export interface ComparedRow {
  readonly label: string
  readonly left: string
  readonly right: string
  /** In words; empty: one of them says nothing. */
  readonly verdict: 'The same' | 'Not the same' | ''
}

/** Both records as their agencies have them now. */
export interface SidesShown {
  readonly rows: readonly ComparedRow[]
  /** Why there is nothing of a record; empty: there is. */
  readonly leftMissing: string
  readonly rightMissing: string
}

type Side = 'left' | 'right'

const labels: Readonly<Partial<Record<string, string>>> = {
  reference: 'Reference at the agency',
  names: 'Names',
  pncIds: 'PNC',
  croNumbers: 'CRO',
  nhsNumber: 'NHS number',
  uprn: 'Property number (UPRN)',
}

const notShown = 'Not shown to you'

/** Puts the records of an answer side by side; what agencies keep back says so. */
export function sidesOf(
  { data, problems, coverage }: Pick<HubAnswer, 'data' | 'problems' | 'coverage'>,
  agencies: { readonly left: Agency; readonly right: Agency },
): SidesShown {
  const review = isObject(data['review']) ? data['review'] : {}
  const local = (side: Side) => localOf(review[side], agencies[side])
  const missing = (side: Side) => {
    if (local(side)) return ''
    const row = coverage.find(({ agency }) => agency === agencies[side].code)
    return (
      reasonWords(row?.reason ?? null) ||
      'Nothing was shown: it may have changed, or did not answer'
    )
  }
  const [left, right] = [local('left'), local('right')]
  const rows = comparedFields.map((name): ComparedRow => {
    const textOf = (side: Side, record: JsonObject | null) =>
      isKeptBack(name, side, problems) ? notShown : fieldText(record?.[name], name, record)
    const texts = [textOf('left', left), textOf('right', right)] as const
    return { label: labels[name] ?? humanise(name), ...verdictOf(name, texts) }
  })
  return {
    rows: rows.filter((row) => row.left !== '' || row.right !== ''),
    ...{ leftMissing: missing('left'), rightMissing: missing('right') },
  }
}

function localOf(person: unknown, { field }: Agency): JsonObject | null {
  const view = isObject(person) ? person[field] : null
  const [first = null] = listIn(isObject(view) ? view : null, 'people')
  return first
}

function isKeptBack(name: string, side: Side, problems: readonly HubProblem[]): boolean {
  return problems.some(({ path }) => path[1] === side && path.includes(name))
}

function fieldText(value: unknown, name: string, record: JsonObject | null): string {
  if (name === 'names' && record) return namesIn(record, () => true).join('; ')
  if (Array.isArray(value)) return value.map((one) => safeLine(one, 60)).join('; ')
  if (name === 'dateOfBirth') return readMoment(value)?.text ?? ''
  return safeLine(value, 100)
}

function verdictOf(name: string, [left, right]: readonly [string, string]) {
  const isSaid = [left, right].every((text) => text !== '' && text !== notShown)
  if (!isSaid || name === 'reference') return { left, right, verdict: '' as const }
  const isSame = left.toLowerCase() === right.toLowerCase()
  return { left, right, verdict: isSame ? ('The same' as const) : ('Not the same' as const) }
}
