import type { DocumentNode, FieldDefinitionNode, TypeNode } from 'graphql'
import { Kind } from 'graphql'

import { decide } from '../../../policies/decide'
import type { Policy } from '../../../policies/policy'
import { purposes, roles, statements } from '../../../policies/vocabulary'
import { categoriesOf } from '../../../schema/classification'
import { purposeName, roleName } from '../../policy/words'
import { fieldsByCoordinate, isAskable } from './compare'

/** Whose SDL it is, and by what is decided. */
export interface PermitTerms {
  /** Kind of agency: whose agreement holds. */
  readonly kind: string
  /** The agency's field on `Person`. */
  readonly field: string
  readonly policy: Policy
  /** A day such as 2026-04-01. */
  readonly on: string
}

/** What would be told to whom, and is not today; and the other way round. Sentences. */
export interface PermitChanges {
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/** Compares what two SDLs let an agency tell, every statement made that an enquiry can make. */
export function comparePermits(
  before: DocumentNode | null,
  after: DocumentNode,
  terms: PermitTerms,
): PermitChanges {
  const gained = new Map<string, string[]>()
  const lost = new Map<string, string[]>()
  for (const role of roles)
    for (const purpose of purposes) {
      const asking = { role, purpose, ...terms }
      const had = before ? toldFields(before, asking) : new Set<string>()
      const has = toldFields(after, asking)
      const whom = `${roleName(role)} ${purposeName(purpose)}`
      for (const at of has) if (!had.has(at)) note(gained, at, whom)
      for (const at of had) if (!has.has(at)) note(lost, at, whom)
    }
  return {
    gained: sentences(gained, 'would be told to'),
    lost: sentences(lost, 'would no longer be told to'),
  }
}

interface Asking extends PermitTerms {
  readonly role: string
  readonly purpose: string
}

/** The coordinates that can be reached and are permitted on the whole way. */
function toldFields(sdl: DocumentNode, asking: Asking): ReadonlySet<string> {
  const fields = fieldsByCoordinate(sdl)
  const byType = groupBy(fields, ([at]) => at.slice(0, at.indexOf('.')))
  const told = new Set<string>()
  const visit = (at: string, field: FieldDefinitionNode): void => {
    if (told.has(at) || !isAskable(field) || !isPermitted(at, field, asking)) return
    told.add(at)
    for (const [next, inner] of byType.get(typeName(field.type)) ?? []) visit(next, inner)
  }
  const start = `Person.${asking.field}`
  const first = fields.get(start)
  if (first) visit(start, first)
  return told
}

function isPermitted(coordinate: string, field: FieldDefinitionNode, asking: Asking): boolean {
  const { role, purpose, kind: sourceKind, on: askedOn, policy } = asking
  const facts = { roles: [role], purpose, sourceKind, askedOn, stated: statements, coordinate }
  return decide({ ...facts, categories: categoriesOf(field) }, policy).effect === 'permit'
}

function typeName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type)
}

function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function note(found: Map<string, string[]>, at: string, whom: string): void {
  const known = found.get(at)
  if (known) known.push(whom)
  else found.set(at, [whom])
}

/** Fields that the same people would be told share a sentence. */
function sentences(found: ReadonlyMap<string, readonly string[]>, verb: string): readonly string[] {
  const byPeople = groupBy(found, ([, whom]) => whom.join('; '))
  return [...byPeople].map(([whom, fields]) => {
    const names = fields.map(([at]) => at).toSorted()
    return `${names.join(', ')} ${verb}: ${whom}.`
  })
}
