import type { Handling } from '../../policies/vocabulary'
import type { FieldSource, SelectedField } from '../operation/selection'
import { coordinateOf } from '../operation/selection'

/** What the policy says about one field of one agency for this requester and purpose. */
export type FieldDecision =
  | {
      readonly effect: 'permit'
      readonly legalPower: string
      readonly handling: Handling
      /** Categories of which no row of this list is told; absent: its rows have none of their own. */
      readonly withheldRows?: readonly string[]
    }
  | { readonly effect: 'withhold' | 'deny'; readonly reason: string }

export interface FieldQuestion {
  readonly typeName: string
  readonly fieldName: string
  /** Whose data it would be. */
  readonly source: FieldSource
}

/** Asks the policy about one field; requester and purpose are already part of it. */
export type FieldAuthorizer = (question: FieldQuestion) => Promise<FieldDecision>

/** A selected field with what the policy said about it. */
export interface DecidedField extends Omit<SelectedField, 'children' | 'required'> {
  /** Why nobody fetches it; null when it is permitted. */
  readonly withheld: string | null
  /** Legal power its disclosure rests on; null when withheld or not about a person. */
  readonly legalPower: string | null
  /** What the recipient may do with it; null when withheld or not about a person. */
  readonly handling: Handling | null
  /** Categories of which no row of this list is told, whether or not there are any. */
  readonly withheldRows: readonly string[]
  readonly children: readonly DecidedField[]
  /** What is read of other sources to compute it: decided like what a caller asks for. */
  readonly required: readonly DecidedField[]
  /** What would be read for it if it were permitted; nobody decides about that, and nobody reads it. */
  readonly unread: readonly SelectedField[]
}

/**
 * The selection with a decision on every field. A field whose every child is withheld is withheld
 * itself: that it is there at all would already be an answer.
 */
export async function decideSelection(
  fields: readonly SelectedField[],
  authorize: FieldAuthorizer,
): Promise<readonly DecidedField[]> {
  const ask = rememberAnswers(authorize)
  return Promise.all(fields.map((field) => decideField(field, ask)))
}

async function decideField(field: SelectedField, ask: FieldAuthorizer): Promise<DecidedField> {
  if (!field.definition) return { ...field, ...undecided, withheld: null, children: [] }
  const { parentType, definition, source } = field
  const decision = await ask({ typeName: parentType.name, fieldName: definition.name, source })
  if (decision.effect !== 'permit') return withhold(field, decision.reason)
  const children = await Promise.all(field.children.map((child) => decideField(child, ask)))
  const reason = reasonOfAll(children)
  if (reason !== null) return withhold(field, reason)
  const required = await Promise.all(field.required.map((one) => decideField(one, ask)))
  const { legalPower, handling, withheldRows = [] } = decision
  const told = { legalPower, handling, withheldRows, children, required }
  return { ...field, ...told, withheld: null, unread: [] }
}

const undecided = {
  legalPower: null,
  handling: null,
  withheldRows: [],
  required: [],
  unread: [],
} as const

/** Null when a child is left; `__typename` alone is nothing left. */
function reasonOfAll(children: readonly DecidedField[]): string | null {
  const data = children.filter((child) => child.definition)
  return data.every((child) => child.withheld !== null) ? (data[0]?.withheld ?? null) : null
}

function withhold(field: SelectedField, reason: string): DecidedField {
  const children = withholdAll(field.children, reason)
  const unread = field.required
  return { ...field, ...undecided, withheld: reason, children, unread }
}

function withholdAll(fields: readonly SelectedField[], reason: string): readonly DecidedField[] {
  return fields.map((field) => withhold(field, reason))
}

/** The same field of the same agency is decided once per request, never longer. */
function rememberAnswers(authorize: FieldAuthorizer): FieldAuthorizer {
  const answers = new Map<string, Promise<FieldDecision>>()
  return (question) => {
    const key = `${question.source.service} ${question.typeName}.${question.fieldName}`
    const known = answers.get(key) ?? authorize(question)
    answers.set(key, known)
    return known
  }
}

/** Every permitted field of the selection, parents before children, with what is required for them. */
export function permittedFields(fields: readonly DecidedField[]): readonly DecidedField[] {
  return fields.flatMap((field) =>
    field.withheld === null
      ? [field, ...permittedFields(field.children), ...permittedFields(field.required)]
      : [],
  )
}

/** The fields without children that a rule keeps back, required ones among them. */
export function withheldLeaves(fields: readonly DecidedField[]): readonly DecidedField[] {
  return fields.flatMap((field) => {
    const required = withheldLeaves(field.required)
    if (field.children.length > 0) return [...withheldLeaves(field.children), ...required]
    return field.withheld === null ? required : [field]
  })
}

/** The lists of which a rule keeps some rows back, required ones among them. */
export function partlyToldLists(fields: readonly DecidedField[]): readonly DecidedField[] {
  return permittedFields(fields).filter(({ withheldRows }) => withheldRows.length > 0)
}

/** What the caller's fields require: the tops of each required part, which require more themselves. */
export function requiredParts(fields: readonly DecidedField[]): readonly DecidedField[] {
  return fields.flatMap(({ required, children }) => [...required, ...requiredParts(children)])
}

/** The coordinates of these fields, each once, sorted. */
export function coordinates(fields: readonly DecidedField[]): readonly string[] {
  return [...new Set(fields.map((field) => coordinateOf(field)))].toSorted()
}
