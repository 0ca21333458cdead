import type { Origin } from './computed-leaves'
import { isKeptRecord } from './kept-records'
import type { EventWords, Leaf } from './leaves'
import type { Asker, Exception } from './asker'

/** An agency of the register, and the type of its field on Person. */
export interface KnownAgency {
  readonly code: string
  readonly field: string
  readonly kind: string
  readonly view: string
}

/** What the agreements say, whoever asks what of it. */
export interface Agreements {
  /** Whether an agency tells this asker a field, by its categories. */
  isTold(agency: KnownAgency, coordinate: string, asker: Asker): boolean
  /** Whether it tells an event of this kind and category. */
  isEventTold(agency: KnownAgency, event: EventWords, asker: Asker): boolean
  /** Whether it tells events of any category. */
  tellsEvents(agency: KnownAgency, asker: Asker): boolean
}

/** From what a computed field is taken, where that is more than that there is an event. */
const underlying: Readonly<Record<string, string>> = {
  'ChronologyRow.uprn': 'Event.uprn',
  'ChronologyPart.bodySites': 'Event.bodySites',
  'ChronologyPart.isAssault': 'Event.isAssault',
  'ChronologyPart.isAlcoholInvolved': 'Event.isAlcoholInvolved',
  'SeenInjury.bodySites': 'Event.bodySites',
  'SeenInjury.isHead': 'Event.bodySites',
  'SeenInjury.isAssault': 'Event.isAssault',
  'SeenInjury.isAlcoholInvolved': 'Event.isAlcoholInvolved',
  'AddressEntry.uprn': 'Event.uprn',
  'AddressConflict.uprns': 'Event.uprn',
  'CoResident.uprn': 'Event.uprn',
  'Finding.uprn': 'Event.uprn',
  'CoResident.age': 'LocalPerson.dateOfBirth',
  'CoResident.ageDifference': 'LocalPerson.dateOfBirth',
  'UnlinkedPerson.reference': 'Event.people',
  'RelationshipAssertion.label': 'Event.people',
  'Relationship.labels': 'Event.people',
}

/** Said of what cannot be seen only where an agency has something. */
const ofHolders = ['WITHHELD_BY_CATEGORY', 'LEFT_OFF']

/** Judges what is in a computed result: it may show what each agency's own events may show, and no more. */
export class ComputedOracle {
  readonly #agencies: ReadonlyMap<string, KnownAgency>
  readonly #agreements: Agreements

  constructor(agencies: readonly KnownAgency[], agreements: Agreements) {
    this.#agencies = new Map(agencies.map((agency) => [agency.code, agency]))
    this.#agreements = agreements
  }

  /** @param exceptions of everybody whose events it is worked out of; none where others' are among them */
  mayTell(leaf: Leaf, asker: Asker, exceptions: readonly Exception[]): boolean {
    const { origin, coordinates } = leaf
    if (!origin) return true
    const named = origin.agencies.flatMap((code) => this.#agencies.get(code) ?? [])
    const keeping = (kept: Exception['kept']) => (agency: KnownAgency) =>
      exceptions.some((one) => one.field === agency.field && one.kept === kept)
    // What nobody may see is said of every agency, whether or not it has something.
    if (isCoverage(origin)) return !isOfHolders(origin) || !named.some(keeping('everything'))
    if (named.some(keeping('everything'))) return false
    if (!named.every((agency) => this.#isRecordTold(agency, { origin, coordinates, asker })))
      return false
    const from = underlying[coordinates.at(-1) ?? '']
    if (from === undefined) return true
    const isOpen = (agency: KnownAgency) => from !== 'Event.uprn' || !keeping('addresses')(agency)
    return this.#tellersOf(from, named).some(
      (agency) => isOpen(agency) && this.#agreements.isTold(agency, from, asker),
    )
  }

  /** Whoever is told as born on a day is so by any agency, not by those who say where they live. */
  #tellersOf(from: string, named: readonly KnownAgency[]): readonly KnownAgency[] {
    const isOfAny = named.length === 0 || from === 'LocalPerson.dateOfBirth'
    return isOfAny ? [...this.#agencies.values()] : named
  }

  #isRecordTold(agency: KnownAgency, { origin, coordinates, asker }: Judged): boolean {
    const { recordId, kind, category, type } = origin
    if (recordId !== null && isKeptRecord(agency.code, recordId, asker)) return false
    if (type === 'ChronologyPart')
      return this.#agreements.isEventTold(agency, { kind, category }, asker)
    return coordinates.includes('Person.involvements')
      ? this.#agreements.isTold(agency, `${agency.view}.involvements`, asker)
      : this.#agreements.tellsEvents(agency, asker)
  }
}

function isCoverage({ type, sort, recordId }: Origin): boolean {
  return recordId === null && (type === 'MissingInput' || sort === 'COVERAGE')
}

function isOfHolders({ sort }: Origin): boolean {
  return ofHolders.includes(sort ?? '')
}

interface Judged {
  readonly origin: Origin
  readonly coordinates: readonly string[]
  readonly asker: Asker
}
