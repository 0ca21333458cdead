import type { GraphQLSchema } from 'graphql'
import { getNamedType, isObjectType } from 'graphql'

import type { Agency } from '../../common/register'
import { decide } from '../../policies/decide'
import type { Decision } from '../../policies/facts'
import type { Policy } from '../../policies/policy'
import type { Classification } from '../../schema/classification'
import type { FieldOwners } from '../../schema/field-owners'

/** The schema that is explained. */
export interface ExplainedSchema {
  readonly schema: GraphQLSchema
  readonly classification: Classification
  readonly owners: FieldOwners
  readonly register: readonly Agency[]
  readonly policy: Policy
}

export interface PolicyQuestion {
  readonly role: string
  readonly purpose: string
  /** A path from a type, as in `Person.northshirePolice.convictions`. */
  readonly field: string
  /** What the enquiry would state beside its reason. */
  readonly stated?: readonly string[]
  /** As in 2026-04-01. */
  readonly askedOn: string
}

/** What would happen at one step of the path. */
export interface Step {
  readonly coordinate: string
  readonly source: string
  readonly categories: readonly string[] | null
  readonly decision: Decision
}

/**
 * What would happen to each field of a path, up to and with the first one that is not permitted.
 * @throws Error that names the part of the path that does not exist.
 */
export function explain(question: PolicyQuestion, explained: ExplainedSchema): readonly Step[] {
  const { role, purpose, stated = [], askedOn } = question
  const { register, classification, policy } = explained
  const steps = readPath(question.field, explained).map(({ coordinate, source }): Step => {
    const categories = classification.get(coordinate) ?? null
    const sourceKind = register.find(({ code }) => code === source)?.kind ?? source
    const facts = { roles: [role], purpose, stated, sourceKind, askedOn, coordinate, categories }
    return { coordinate, source, categories, decision: decide(facts, policy) }
  })
  const refusal = steps.findIndex(({ decision }) => decision.effect !== 'permit')
  return refusal === -1 ? steps : steps.slice(0, refusal + 1)
}

/** The fields of the path, and whose data each is. */
function readPath(path: string, { schema, owners }: ExplainedSchema) {
  const [root = '', ...names] = path.split('.')
  if (names.length === 0) throw new Error('A field is a path such as Person.id')
  let typeName = root
  let source = ''
  return names.map((name) => {
    const type = schema.getType(typeName)
    const field = isObjectType(type) ? type.getFields()[name] : undefined
    if (!field) throw new Error(`${typeName} has no field "${name}"`)
    const coordinate = `${typeName}.${name}`
    source = owners.get(coordinate) ?? source
    typeName = getNamedType(field.type).name
    return { coordinate, source }
  })
}

/** The steps in words; the last line says what happens to the field itself. */
export function explanationAsText(
  { role, purpose, field }: PolicyQuestion,
  steps: readonly Step[],
) {
  const last = steps.at(-1)
  const lines = steps.map(({ coordinate, source, categories, decision }) => {
    const about = categories === null ? 'unclassified' : categories.join('+') || 'as its parent'
    return `  ${coordinate} (${source}; ${about}): ${describe(decision)}`
  })
  const outcome = last ? describe(last.decision) : ''
  return [...lines, `${role}, ${purpose}, ${field}: ${outcome}`].join('\n')
}

function describe(decision: Decision): string {
  if (decision.effect !== 'permit') return `${decision.effect} ${decision.reason}`
  return `permit on ${decision.legalPower} (${decision.handling})`
}
