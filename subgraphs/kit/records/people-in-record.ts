/** A person as a record names them. */
export interface PersonInRecord {
  /** The agency's own reference; absent when it does not know who they are. */
  readonly reference?: string | null
  /** A value of the schema's SubjectRole. */
  readonly role: string
  /** What they are to the others, in the words of that day. */
  readonly relationship?: string | null
}

/** The parts of a stored record that say who is what in it. */
export interface RecordWithPeople {
  readonly subjectRole?: string | null
  readonly people?: readonly PersonInRecord[] | null
}

/**
 * What the person asked about is in a record: the same incident is one thing to its victim and
 * another to its suspect. Null when the record does not say.
 * @param refs every reference the agency has for the person
 */
export function roleIn(record: RecordWithPeople, refs: readonly string[]): string | null {
  const own = record.people?.find(({ reference }) => isOneOf(refs, reference))
  return own?.role ?? record.subjectRole ?? null
}

const rolesInOrder = ['VICTIM', 'PROTECTED', 'SUSPECT', 'CONVICTED']

/** Everyone else in a record, victims first, without the person asked about. */
export function othersIn(
  record: RecordWithPeople,
  refs: readonly string[],
): readonly PersonInRecord[] {
  const others = record.people?.filter(({ reference }) => !isOneOf(refs, reference)) ?? []
  return others.toSorted((left, right) => rankOf(left) - rankOf(right))
}

function isOneOf(refs: readonly string[], reference: string | null | undefined): boolean {
  return typeof reference === 'string' && refs.includes(reference)
}

function rankOf({ role }: PersonInRecord): number {
  const rank = rolesInOrder.indexOf(role)
  return rank === -1 ? rolesInOrder.length : rank
}
