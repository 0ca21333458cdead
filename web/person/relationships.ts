import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn, textsIn } from '../hub/answer-lists'
import type { NamedPerson, Naming } from '../insights/naming'
import type { Panel } from '../insights/panel'
import { readMoment } from '../words/dates'
import { kindOfEventWords, partWords } from '../words/event-words'
import { counted, listed, safeLine } from '../words/text'

/** What agencies say that somebody is to the person; never one label. */
export interface Relationship {
  /** Null: an agency's reference that is linked to nobody. */
  readonly person: NamedPerson | null
  /** By what the agency knows who is not linked; empty for who is. */
  readonly reference: string
  readonly consensus: string
  readonly isDisputed: boolean
  readonly labels: string
  readonly byAgency: readonly SaidByAgency[]
  /** Domestic Abuse Act 2021 s.2, from the labels: yes, no or possible. */
  readonly personallyConnected: string
  readonly sameHousehold: string
}

/** What one agency wrote down, the latest first. */
export interface SaidByAgency {
  readonly agencyName: string
  readonly said: readonly string[]
  readonly more: number
}

/** What people are to the person, and what could not be seen. */
export interface Relationships {
  readonly panel: Panel
  readonly pairs: readonly Relationship[]
}

const mostSaid = 6

/** Reads what people are to each other. Those on whom records differ come first. */
export function relationshipsOf(panel: Panel, naming: Naming): Relationships {
  const pairs = listIn(panel.value, 'pairs').map((pair) => readPair(pair, naming))
  return {
    panel,
    pairs: pairs.toSorted((one, other) => Number(other.isDisputed) - Number(one.isDisputed)),
  }
}

function readPair(pair: JsonObject, naming: Naming): Relationship {
  const { unlinked } = pair
  const consensus = safeLine(pair['consensus'], 20)
  return {
    person: naming.person(pair['person']),
    reference: isObject(unlinked)
      ? `${naming.agency(safeLine(unlinked['agency'], 60))} ${safeLine(unlinked['reference'], 60)}`
      : '',
    consensus: consensusWords[consensus] ?? 'Not told',
    isDisputed: consensus === 'DISPUTED',
    labels: listed(textsIn(pair, 'labels').map((label) => safeLine(label, 100))),
    byAgency: byAgency(listIn(pair, 'assertions'), naming),
    personallyConnected: answerWords(pair['daPersonallyConnected']),
    sameHousehold: answerWords(pair['sameHousehold']),
  }
}

const consensusWords: Readonly<Record<string, string>> = {
  DISPUTED: 'Differ',
  AGREED: 'Agree',
  SINGLE: 'Said once',
}

/** What is not told is never no. */
function answerWords(answer: unknown): string {
  if (answer === 'YES') return 'Yes'
  return answer === 'NO' ? 'No' : 'Possible'
}

function byAgency(assertions: readonly JsonObject[], naming: Naming): readonly SaidByAgency[] {
  const found = new Map<string, JsonObject[]>()
  for (const one of assertions) {
    const agency = safeLine(one['agency'], 60)
    found.set(agency, [...(found.get(agency) ?? []), one])
  }
  return [...found].map(([agency, said]) => ({
    agencyName: naming.agency(agency),
    said: said.slice(0, mostSaid).map(assertionText),
    more: Math.max(0, said.length - mostSaid),
  }))
}

/** As in `lodger, 30 August 2025: police call or incident NP-INC-0011, suspect`. */
function assertionText(one: JsonObject): string {
  const when = readMoment(one['occurredAt'])?.text ?? 'no date'
  const where = kindOfEventWords(safeLine(one['kind'], 60)).toLowerCase()
  const part = partWords(safeLine(one['role'], 40)).toLowerCase()
  const record = [where, safeLine(one['recordId'], 60)].filter(Boolean).join(' ')
  const told = [record, part].filter(Boolean).join(', ')
  return `${safeLine(one['label'], 100)}, ${when}: ${told}`
}

/** How many people, in words. */
export function pairsHeading({ pairs }: Relationships): string {
  const differ = pairs.filter(({ isDisputed }) => isDisputed).length
  return `${counted(pairs.length, 'person', 'people')} named in records; records differ about ${differ}`
}
