import type { Agency } from '../../../common/register'
import type { KeptRecord } from './loaders'

interface Involved {
  readonly reference?: string | null
  readonly role: string
}

/** A kept record with the fields that the schema has and the store has not. */
export function showRecord(record: KeptRecord, agency: Agency, refs: readonly string[]): object {
  const people = (record['people'] ?? []) as readonly Involved[]
  const isAsked = ({ reference }: Involved) => refs.includes(reference ?? '')
  const role = people.find(isAsked)?.role ?? record['subjectRole'] ?? null
  const others = people.filter((person) => !isAsked(person))
  return {
    ...withTimesAsText(record),
    id: record._id,
    source: {
      agency: agency.code,
      controller: record['controller'] ?? agency.displayName,
      system: record['sourceSystem'],
      recordId: record._id,
    },
    role,
    involved: others,
    present: others,
    standing: { ...record, subjectRole: role },
  }
}

/** An agency's description of a person. */
export function showPerson(person: KeptRecord, agency: Agency): object {
  const identifiers = person['identifiers'] as object | undefined
  return { ...showRecord(person, agency, [person._id]), reference: person._id, ...identifiers }
}

function withTimesAsText(record: KeptRecord): object {
  const entries = Object.entries(record)
  return Object.fromEntries(
    entries.map(([field, value]) => [field, value instanceof Date ? value.toISOString() : value]),
  )
}
