import type { DocumentNode, FieldNode, InlineFragmentNode, SelectionNode } from 'graphql'
import { Kind, print, visit } from 'graphql'

import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { echoOf } from '../../common/tokens/echo'
import { echoField, referencesField } from '../../schema/instance-sdl'
import { ShapeError } from '../answer/value-readers'
import { personType } from '../operation/selection'
import type { PlannedFetch } from '../plan/planned-fetch'
import { bodyStartOf } from '../plan/planned-fetch'
import type { AskedEntity } from './representations'
import { isPerson } from './representations'

/** How a subgraph shows whom each answer about a person is about. */
export interface AnsweredFor {
  /** Asked beside what the plan asks of each person; nobody but the check sees it. */
  readonly field: string
  /** What it must be. */
  readonly expected: (asked: AskedEntity, callId: string) => string
  /** True when null may stand for a person whom the subgraph does not know. */
  readonly mayBeNull: boolean
}

/** An agency's answer carries a digest that fits this call and these references alone. */
export function echoFrom(agency: Agency): AnsweredFor {
  const name = referencesField(agency)
  return {
    field: echoField(agency),
    expected: ({ id, representation }, callId) => {
      const refs = isObject(representation) ? representation[name] : null
      return echoOf(callId, { id, refs: Array.isArray(refs) ? refs.map(String) : [] })
    },
    mayBeNull: false,
  }
}

/** A subgraph of the hub's own gives the person's id back. */
export const sameId: AnsweredFor = {
  field: 'id',
  expected: ({ id }) => id,
  mayBeNull: true,
}

/** The start of a fetch's body when whom the answers are about is asked too. */
export type BodyStarts = (fetch: PlannedFetch) => string

/** Written once for each fetch, and kept for as long as the plan it belongs to. */
export function createBodyStarts({ field }: AnsweredFor): BodyStarts {
  const known = new WeakMap<PlannedFetch, string>()
  return (fetch) => {
    const start = known.get(fetch) ?? bodyStartOf(print(askingFor(field, fetch.document)))
    known.set(fetch, start)
    return start
  }
}

function askingFor(name: string, document: DocumentNode): DocumentNode {
  const field: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } }
  const ofPerson: InlineFragmentNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: personType } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  }
  return visit(document, {
    Field: {
      leave: (node) =>
        node.name.value === '_entities' ? withSelection(node, ofPerson) : undefined,
    },
  })
}

function withSelection(node: FieldNode, added: SelectionNode): FieldNode {
  const { selections = [] } = node.selectionSet ?? {}
  return {
    ...node,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections, added] },
  }
}

/** What was asked in one call, and where its errors are. */
export interface AskedCall {
  readonly id: string
  readonly asked: readonly AskedEntity[]
  readonly errors: readonly { readonly path: readonly (string | number)[] }[]
}

/**
 * Compares whom each answer is about with whom it was asked about: a subgraph that mixes up people in a
 * batch shows one person's records as another's.
 * @throws ShapeError when one is about somebody else, or does not say about whom
 */
export function checkAnsweredFor(
  { field, expected, mayBeNull }: AnsweredFor,
  entities: readonly unknown[],
  { id: callId, asked, errors }: AskedCall,
): void {
  for (const [index, entity] of asked.entries()) {
    if (!isPerson(entity.representation)) continue
    const answer = entities[index]
    if (answer === null && (mayBeNull || errors.some(({ path }) => path[1] === index))) continue
    if (!isObject(answer) || answer[field] !== expected(entity, callId))
      throw new ShapeError(['_entities', index, field], 'is not of whom was asked about')
  }
}
