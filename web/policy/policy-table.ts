import type { Policy, PolicyRow } from '../../policies/policy'
import { readMoment } from '../words/dates'
import {
  categoryWords,
  flagWords,
  handlingWords,
  kindWords,
  purposeWords,
  roleWords,
  statementWords,
} from '../words/policy-words'
import { humanise, listed } from '../words/text'

/** One sentence of an agreement, in words. */
export interface PolicySentence {
  readonly source: string
  readonly role: string
  readonly purpose: string
  readonly shares: string
  readonly keepsBack: string
  readonly ifStated: string
  readonly power: string
  readonly condition: string
  readonly handling: string
  readonly agreement: string
}

/** Which sentences are wanted; an empty word narrows nothing. */
export interface PolicyFilter {
  readonly source: string
  readonly role: string
  readonly purpose: string
}

/** The sentences of the agreements in force, by kind of source. */
export function policySentences(policy: Policy, filter: PolicyFilter): readonly PolicySentence[] {
  return [...policy.agreements].flatMap(([source, { version, rows }]) =>
    rows
      .filter(
        ({ recipientRole, purpose }) =>
          isWanted(filter.source, source) &&
          isWanted(filter.role, recipientRole) &&
          isWanted(filter.purpose, purpose ?? ''),
      )
      .map((row) => ({
        ...inWords(row),
        source: kindWords(source),
        agreement: days(version, row),
      })),
  )
}

function isWanted(word: string, value: string): boolean {
  return word === '' || word === value
}

function inWords(row: PolicyRow) {
  const shares = row.discloses.map((category) => categoryWords(category))
  return {
    role: roleWords(row.recipientRole),
    purpose: row.purpose === null ? 'Any purpose' : purposeWords(row.purpose),
    shares: listed([...shares, ...(row.showsSpent ? ['spent convictions'] : [])]),
    keepsBack: listed(row.withholds.map((field) => humanise(field).toLowerCase())),
    ifStated: listed(row.requires.map((statement) => statementWords(statement))),
    power: row.legalPower,
    condition: row.condition,
    handling: handlingWords(row.handling),
  }
}

function days(version: string, { inForceFrom, inForceUntil }: PolicyRow): string {
  const day = (iso: string) => readMoment(iso)?.text ?? iso
  return `${version}, ${day(inForceFrom)} to ${day(inForceUntil)}`
}

/** What a statute keeps from a purpose, whatever is agreed. */
export function prohibitionsInWords({ prohibitions }: Policy) {
  return prohibitions.map(({ purpose, sources, law, meaning }) => ({
    purpose: purposeWords(purpose),
    sources: listed([...sources].map(kindWords)),
    law,
    meaning,
  }))
}

/** What follows when staff look up somebody close to them; all of it is reviewed. */
export function relationsInWords({ relations }: Policy) {
  return [...relations].map(([relation, { isRefused, exceptFor }]) => {
    const exceptions = listed([...exceptFor].map(purposeWords))
    const rule = isRefused ? 'Refused' : 'Answered'
    return {
      relation: flagWords(relation),
      rule: exceptions === '' ? rule : `${rule}, except for: ${exceptions}`,
    }
  })
}

/** The words that a filter can be set to. */
export function policyChoices({ agreements }: Policy) {
  const rows = [...agreements.values()].flatMap((agreement) => agreement.rows)
  const choices = (values: readonly string[], words: (value: string) => string) =>
    [...new Set(values)].map((value) => ({ value, text: words(value) }))
  return {
    sources: choices([...agreements.keys()], kindWords),
    roles: choices(
      rows.map(({ recipientRole }) => recipientRole),
      roleWords,
    ),
    purposes: choices(
      rows.flatMap(({ purpose }) => purpose ?? []),
      purposeWords,
    ),
  }
}
