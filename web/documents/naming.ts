import type { Agency } from '../../common/register'
import { namingOf } from '../insights/naming'
import type { AnswerSource, ChronologyAnswer } from './chronology-answer'
import { initialsFor } from './initials'

/** What a document calls agencies, places and records. */
export interface Naming {
  readonly agency: (code: string) => string
  readonly place: (uprn: string) => string
  readonly record: (source: AnswerSource) => string
}

/** As the agencies call them. */
export function realNaming(agencies: readonly Agency[]): Naming {
  const { agency } = namingOf([], agencies)
  return {
    agency,
    place: (uprn) => `Property ${uprn} (UPRN)`,
    record: (source) => `${agency(source.agency)}, record ${source.recordId}`,
  }
}

/** What letters are made with, and for what they are to hold. */
export interface InitialsTerms {
  readonly key: Buffer
  readonly scope: string
}

/** Letters instead of places and records; agencies are named, because a row without its source is worth nothing. */
export function initialsNaming(
  { rows }: ChronologyAnswer,
  agencies: readonly Agency[],
  terms: InitialsTerms,
): Naming {
  const { agency } = namingOf([], agencies)
  const uprns = rows.map(({ uprn }) => uprn).filter((uprn) => uprn !== '')
  const place = initialsFor(uprns, { ...terms, kind: 'place' })
  const sources = rows.flatMap((row) => row.sources.map(recordKey))
  const record = initialsFor(sources, { ...terms, kind: 'record' })
  return {
    agency,
    place: (uprn) => `Property ${place(uprn)}`,
    record: (source) => `${agency(source.agency)}, record ${record(recordKey(source))}`,
  }
}

function recordKey({ agency, recordId }: AnswerSource): string {
  return `${agency} ${recordId}`
}
