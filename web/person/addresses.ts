import type { JsonObject } from '../../common/json'
import { answerIn, listIn, numberIn, textsIn } from '../hub/answer-lists'
import type { EvidenceWords, Facts } from '../insights/evidence'
import { evidenceOf } from '../insights/evidence'
import type { NamedPerson, Naming } from '../insights/naming'
import type { Panel } from '../insights/panel'
import { associationWords, presenceWords } from '../words/address-words'
import type { Moment } from '../words/dates'
import { periodWords, readMoment } from '../words/dates'
import { safeLine } from '../words/text'

/** One entry of where somebody lived, stayed and was seen. */
export interface AddressEntry extends Stay {
  /** What it is to them, and how that is known. */
  readonly what: string
  /** Kind as the hub says it, as in `RESIDES`. */
  readonly kind: string
  /** The agency's own codes of status and use; empty: none. */
  readonly codes: string
  readonly isHomeless: boolean
  readonly agencyName: string
}

/** Somebody at the same address in the same time. */
export interface CoResident extends Stay {
  readonly person: NamedPerson | null
  readonly age: number | null
  readonly ageDifference: number | null
  /** What either did to the other, in words; empty: nothing that is known. */
  readonly harm: string
  readonly isHarm: boolean
}

/** A time at an address. */
interface Stay {
  readonly uprn: string
  /** Null: not known. */
  readonly from: Moment | null
  /** First day after it; null: it goes on. */
  readonly to: Moment | null
  /** The same in words, with the last day. */
  readonly when: string
  readonly presence: string
  readonly evidence: EvidenceWords
}

/** A time in which agencies say different addresses. */
export interface AddressConflict {
  readonly uprns: readonly string[]
  readonly from: Moment | null
  readonly to: Moment | null
  readonly when: string
  readonly evidence: EvidenceWords
}

interface Terms {
  readonly naming: Naming
  readonly facts: Facts
}

/** Where the person lived, stayed and was seen, the latest first. */
export function addressesOf(panel: Panel, terms: Terms) {
  return {
    panel,
    entries: listIn(panel.value, 'entries').map((entry) => readEntry(entry, terms)),
    conflicts: listIn(panel.value, 'conflicts').map((one) => ({
      uprns: textsIn(one, 'uprns').map((uprn) => safeLine(uprn, 12)),
      ...{ from: readMoment(one['from']), to: readMoment(one['to']) },
      when: periodWords(one['from'], one['to']),
      evidence: evidenceOf(one, terms),
    })),
  } satisfies { panel: Panel; entries: AddressEntry[]; conflicts: AddressConflict[] }
}

/** Who was there in the same time; who is there now comes first. */
export function coResidentsOf(panel: Panel, terms: Terms) {
  return {
    panel,
    people: listIn(panel.value, 'people').map((one): CoResident => {
      const { naming } = terms
      return {
        ...stayOf(one, terms),
        person: naming.person(one['person']),
        age: numberIn(one, 'age'),
        ageDifference: numberIn(one, 'ageDifference'),
        harm: harmWords(one),
        isHarm: [one['isVictimOfPerson'], one['isOffenderAgainstPerson']].includes(true),
      }
    }),
  }
}

function readEntry(entry: JsonObject, terms: Terms): AddressEntry {
  const kind = safeLine(entry['kind'], 40)
  const code = (name: string) => safeLine(entry[name], 20)
  const codes = [
    ...(code('statusCode') === '' ? [] : [`status ${code('statusCode')}`]),
    ...(code('usageCode') === '' ? [] : [`use ${code('usageCode')}`]),
  ]
  return {
    ...stayOf(entry, terms),
    ...{ kind, what: associationWords(kind, safeLine(entry['strength'], 40)) },
    codes: codes.join(', '),
    isHomeless: answerIn(entry, 'isHomeless') === true,
    agencyName: terms.naming.agency(safeLine(entry['agency'], 60)),
  }
}

function stayOf(stay: JsonObject, terms: Terms): Stay {
  return {
    uprn: safeLine(stay['uprn'], 12),
    from: readMoment(stay['from']),
    to: readMoment(stay['to']),
    when: periodWords(stay['from'], stay['to']),
    presence: presenceWords(answerIn(stay, 'isCurrent')),
    evidence: evidenceOf(stay, terms),
  }
}

/** That somebody is no victim is not said: nobody can know it. */
function harmWords(one: JsonObject): string {
  const said = [
    ...(one['isVictimOfPerson'] === true ? ['Victim of an offence of this person'] : []),
    ...(one['isOffenderAgainstPerson'] === true ? ['Offended against this person'] : []),
  ]
  if (said.length > 0) return said.join('. ')
  const isUnseen = [one['isVictimOfPerson'], one['isOffenderAgainstPerson']].includes(null)
  return isUnseen ? 'Whether either hurt the other cannot be seen' : ''
}
