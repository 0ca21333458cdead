import type { JsonObject } from '../../common/json'
import { answerIn, listIn } from '../hub/answer-lists'
import type { EvidenceWords, Facts } from '../insights/evidence'
import { evidenceOf } from '../insights/evidence'
import type { NamedPerson, Naming } from '../insights/naming'
import type { Panel } from '../insights/panel'
import { associationWords, presenceWords } from '../words/address-words'
import type { Moment } from '../words/dates'
import { periodWords, readMoment } from '../words/dates'
import { safeLine } from '../words/text'

/** Somebody whom an agency associates with an address. */
export interface Associate {
  readonly person: NamedPerson | null
  /** Empty: not shown. */
  readonly birth: string
  readonly presence: string
  readonly isThere: boolean
  readonly what: string
  /** From which day to which. */
  readonly when: string
  readonly evidence: EvidenceWords
}

/** A fact about somebody who is there, or perhaps is. */
export interface FactOfAssociate {
  readonly at: Moment | null
  readonly person: NamedPerson | null
  readonly sentence: string
  readonly agencyName: string
  readonly recordId: string
}

export interface AssociateTerms {
  readonly naming: Naming
  readonly facts: Facts
  /** By the hub's id. */
  readonly births: ReadonlyMap<unknown, string>
}

/** Who is associated with an address, there now first; with the orders and the violence of who is there. */
export function associatesOf(panel: Panel, terms: AssociateTerms) {
  const rows = listIn(panel.value, 'associates')
  const factsIn = (name: string) =>
    rows
      .flatMap((row) => listIn(row, name).map((fact) => readFact(fact, row, terms)))
      .toSorted((one, other) => startOf(other) - startOf(one))
  return {
    associated: { panel, people: rows.map((row) => readAssociate(row, terms)) },
    orders: factsIn('activeOrders'),
    violence: factsIn('violence'),
  }
}

function startOf({ at }: FactOfAssociate): number {
  return at?.startsAt ?? Number.NEGATIVE_INFINITY
}

function readAssociate(row: JsonObject, terms: AssociateTerms): Associate {
  const isCurrent = answerIn(row, 'isCurrent')
  const person = terms.naming.person(row['person'])
  return {
    person,
    birth: terms.births.get(person?.id) ?? '',
    presence: presenceWords(isCurrent),
    isThere: isCurrent !== false,
    what: associationWords(safeLine(row['kind'], 40), safeLine(row['strength'], 40)),
    when: periodWords(row['from'], row['to']),
    evidence: evidenceOf(row, terms),
  }
}

function readFact(
  fact: JsonObject,
  { person }: JsonObject,
  { naming }: AssociateTerms,
): FactOfAssociate {
  return {
    at: readMoment(fact['occurredAt']),
    person: naming.person(person),
    sentence: safeLine(fact['sentence'], 500),
    agencyName: naming.agency(safeLine(fact['agency'], 60)),
    recordId: safeLine(fact['recordId'], 60),
  }
}
