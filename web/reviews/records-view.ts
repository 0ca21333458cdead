import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { listIn } from '../hub/answer-lists'
import { namesIn } from '../insights/naming'
import { readMoment } from '../words/dates'
import { safeLine } from '../words/text'

/** A record as its agency names it. */
export interface NamedRecord {
  readonly agency: string
  readonly reference: string
}

/** A record that is held to be a person's. */
export interface RecordOfPerson extends NamedRecord {
  /** Stands for it in a form. */
  readonly value: string
  readonly agencyName: string
  readonly names: string
  readonly birth: string
}

/** Most records of a person that are listed. */
const mostRecords = 200

/** The records of a person that whoever asks may see, agency by agency. */
export function recordsOf(
  person: JsonObject,
  agencies: readonly Agency[],
): readonly RecordOfPerson[] {
  return agencies
    .flatMap(({ code, field, displayName }) => {
      const view = person[field]
      return listIn(isObject(view) ? view : null, 'people').flatMap((local) =>
        recordOf(local, { code, displayName }),
      )
    })
    .slice(0, mostRecords)
}

function recordOf(
  local: JsonObject,
  { code, displayName }: Pick<Agency, 'code' | 'displayName'>,
): readonly RecordOfPerson[] {
  const reference = safeLine(local['reference'], 200)
  if (reference === '') return []
  return [
    {
      ...{ agency: code, reference, value: `${code}/${reference}`, agencyName: displayName },
      names: namesIn(local, () => true).join('; '),
      birth: readMoment(local['dateOfBirth'])?.text ?? '',
    },
  ]
}

/** The records that a form names; what is none of theirs is left out. */
export function chosenOf(
  records: readonly RecordOfPerson[],
  values: readonly string[],
): readonly RecordOfPerson[] {
  return records.filter(({ value }) => values.includes(value))
}
