import type { IndexedPerson } from './describe-person'
import type { IndexContext } from './index-context'

/** Nothing is told of somebody whom the one who asks may not look up. @throws HubError WITHHELD */
export async function admit(
  person: IndexedPerson,
  { relatedStaff, disputes }: IndexContext,
): Promise<IndexedPerson> {
  const admitted = await relatedStaff.admit(person)
  disputes.note([admitted])
  return admitted
}

/**
 * Somebody left out of a list would look absent: one who may not be shown withholds it all.
 * @throws HubError WITHHELD
 */
export async function admitAll(
  people: readonly IndexedPerson[],
  { relatedStaff, disputes }: IndexContext,
): Promise<readonly IndexedPerson[]> {
  const admitted = await Promise.all(people.map((person) => relatedStaff.admit(person)))
  disputes.note(admitted)
  return admitted
}
