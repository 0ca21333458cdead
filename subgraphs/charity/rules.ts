import type { RecordRule } from '../kit/records/record-rules'

/** Where a client is, is given to nobody: the safest copy is none. */
export const isNowhere: RecordRule = (read) =>
  ['uprn', 'postcode', 'telephone']
    .filter((field) => (read(field) ?? null) !== null)
    .map((field) => ({
      field,
      problem: 'must not be given: a charity does not say where a client is',
    }))

/** A refusal that says so would say that there is a client: whom a limit keeps out must see nobody. */
export const limitsHide: RecordRule = (read) => {
  const isLimited =
    (read('isLimitedAccess') ?? false) !== false || (read('limitedAccess') ?? null) !== null
  if (!isLimited || read('limitedAccess.isExistenceHidden') === true) return []
  const problem = 'must be true: of a client of a charity not even that they are there may be told'
  return [{ field: 'limitedAccess.isExistenceHidden', problem }]
}

/** Another in the record may be a client too, of whom nothing may be told. */
export const isAboutOneClient: RecordRule = (read) => {
  const refs = read('personRefs')
  const people = read('people')
  const isShared = Array.isArray(refs) && refs.length > 1
  return [
    ...(isShared ? [{ field: 'personRefs', problem: 'must name one client' }] : []),
    ...(Array.isArray(people) && people.length > 0
      ? [{ field: 'people', problem: 'must not be given: a record is about its client only' }]
      : []),
  ]
}
