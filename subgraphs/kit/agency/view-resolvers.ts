import type { AgencyContext } from '../records/agency-context'
import type { CodeList, CodedValue } from '../records/coded-value'
import { codedValue } from '../records/coded-value'
import type { PresentedRecord } from '../records/present-record'
import { markParts, presentPerson, presentRecord } from '../records/present-record'
import { referencesIn } from '../records/protection'
import type { ListArguments, RawListArguments } from '../service/list-arguments'
import { readListArguments } from '../service/list-arguments'
import type { AgencyView } from './agency-view'

/** A record in a list, with the view it is part of: some fields depend on the other records. */
export type ListedRecord = PresentedRecord & { readonly view: AgencyView }

/** Gives one list of a view. */
export type ListResolver = (
  view: AgencyView,
  list: ListArguments,
  context: AgencyContext,
) => Promise<readonly ListedRecord[]>

type ListField = (
  view: AgencyView,
  args: RawListArguments,
  context: AgencyContext,
) => ReturnType<ListResolver>

/**
 * The resolvers of a view: the agency's own descriptions of the person, and its lists with the arguments
 * that callers give them.
 */
export function viewResolvers(lists: Readonly<Record<string, ListResolver>>) {
  const fields = Object.entries(lists).map(([field, list]): [string, ListField] => [
    field,
    (view: AgencyView, args: RawListArguments, context: AgencyContext) =>
      list(view, readListArguments(args), context),
  ])
  return { people: describePeople, ...Object.fromEntries(fields) }
}

/** Resolvers that show codes of a record with what their lists say, by field. */
export function codeResolvers(lists: Readonly<Record<string, CodeList>>) {
  return Object.fromEntries(
    Object.entries(lists).map(([field, list]) => [
      field,
      (record: Readonly<Record<string, unknown>>): CodedValue | null =>
        codedValue(list, record[field]),
    ]),
  )
}

/**
 * A person's records of one type that still stand, newest first, for computing from them: what was
 * superseded or entered in error counts for nothing.
 */
export async function loadStandingRecords(
  recordType: string,
  { refs }: AgencyView,
  { loaders }: AgencyContext,
) {
  const list = { from: null, to: null, first: 1000 }
  const records = await loaders.loadList(recordType, { refs, list })
  return records.filter(({ status }) => status === 'CURRENT')
}

/** The person's records of one type, newest first, as the schema shows them. */
export function listOf(recordType: string): ListResolver {
  return async (view, list, { agency, loaders }) => {
    const key = { refs: view.refs, list }
    const records = await loaders.loadList(recordType, key)
    const named = [...new Set(records.flatMap((record) => referencesIn(record)))]
    const others = named.filter((ref) => !view.refs.includes(ref))
    const protection = await loaders.loadProtection(others)
    return records.map((record) => {
      const presented = presentRecord(record, agency, view.refs, protection)
      const isAddressProtected = view.isAddressProtected || presented.isAddressProtected
      if (isAddressProtected) markParts(presented)
      return Object.assign(presented, { isAddressProtected, view })
    })
  }
}

function describePeople(view: AgencyView, _args: unknown, { agency }: AgencyContext) {
  return view.people.map((person) => presentPerson(person, agency, view))
}
