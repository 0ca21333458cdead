import { isMarked } from '../kit/service/is-marked'
import type { Disputes } from './disputed-records'
import { disputedWith, restrictDisputes } from './disputed-records'
import type { Doubts, Possible } from './doubts'
import { alikeOthers, possibleOf } from './doubts'
import type { RecordDocument } from './documents'
import { tracedForm, tyingTokens } from './matching/linkable-record'
import type { ReferenceSealer } from './sealed-references'
import type { Asker } from './visible-records'
import { isHiddenFrom, visibleTo } from './visible-records'

/** A person as the index knows them: which local records they are. */
export interface IndexedPerson extends Possible {
  readonly id: string
  /** Local references by agency code, sorted. */
  readonly references: ReadonlyMap<string, readonly string[]>
  /** Keys of the records that these are. */
  readonly keys: readonly string[]
  /** Tokens of their identifiers, of their addresses, postcodes and households. */
  readonly tokens: ReadonlySet<string>
  /** Of their identifiers those by which they are who they are: no NHS number that was not traced. */
  readonly tyingTokens: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
  readonly postcodes: ReadonlySet<string>
  readonly households: ReadonlySet<string>
  /** One agency's mark holds for what all others know. */
  readonly isAddressProtected: boolean
  /** Codes of the agencies with records that may be theirs but are not linked, sorted. */
  readonly disputedAgencies: readonly string[]
  /** True for a record that stands alone while its agency's disputes are looked at. */
  readonly isHeld: boolean
}

interface KnownRecords {
  readonly id: string
  readonly records: readonly RecordDocument[]
  /** In which they stand. */
  readonly disputes: Disputes
  /** Pairs in doubt, and everybody they speak of. */
  readonly doubts: Doubts
}

/**
 * A person as an asker may know them: null when everything there is of them is kept from the asker.
 * A mark that protects counts wherever it stands: what hides it, a dispute, or a doubt, must not lift it. Pure.
 */
export function describePerson(
  { id, records, disputes, doubts }: KnownRecords,
  asker: Asker,
  openReference: ReferenceSealer['openReference'],
): IndexedPerson | null {
  const visible = visibleTo(records, asker)
  if (visible.length === 0) return null
  const references = new Map<string, string[]>()
  for (const { _id, agency, sealedRef } of visible) {
    const ref = openReference(_id, sealedRef)
    references.set(agency, [...(references.get(agency) ?? []), ref].toSorted())
  }
  const mayBeTheirs = disputedWith({ id, records }, disputes)
  const isKnown = (record: RecordDocument) => !isHiddenFrom(record, asker)
  const known = restrictDisputes(disputes, isKnown)
  const doubtful = disputedWith({ id, records: visible }, known)
  const possible = possibleOf({ id, records: visible }, doubts, (all) => visibleTo(all, asker))
  return {
    ...{ id, references, keys: visible.map(({ _id }) => _id), ...possible },
    tokens: new Set(visible.flatMap(({ tokens }) => tokens.map(tracedForm))),
    tyingTokens: new Set(visible.flatMap(({ tokens }) => tyingTokens(tokens))),
    addresses: new Set(visible.flatMap(({ addresses }) => addresses)),
    postcodes: new Set(visible.flatMap(({ postcodes }) => postcodes ?? [])),
    households: new Set(visible.flatMap(({ households }) => households ?? [])),
    isAddressProtected: [...records, ...mayBeTheirs, ...alikeOthers({ id, records }, doubts)].some(
      (record) => isMarked(record.isAddressProtected),
    ),
    disputedAgencies: [...new Set(doubtful.map(({ agency }) => agency))].toSorted(),
    isHeld: visible.some((record) => isMarked(record.isHeld)),
  }
}
