import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql'

import type { AskedField } from './asked-fields'
import { readAskedFields } from './asked-fields'

/** An operation that was executed, and what came of it. */
export interface ExecutedOperation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly data: unknown
  readonly errors: readonly GraphQLError[]
}

/** What an answer gives away, by coordinates such as `PoliceView.incidents`; each list sorted. */
export interface DisclosedFields {
  readonly fields: readonly string[]
  readonly withheld: readonly { readonly field: string; readonly reason: string }[]
}

/**
 * What an answer gave of each field: that there is nothing is an answer to all that was asked below
 * it; what failed is neither given nor withheld.
 */
export function readDisclosedFields(operation: ExecutedOperation): DisclosedFields {
  const { schema, document, data, errors } = operation
  const { roots, count } = readAskedFields(schema, document)
  const walk = new Walk(count)
  walk.visitObject(data, roots, placeErrors(errors))
  return walk.result()
}

/** Errors by the steps of their paths. */
interface ErrorPlace {
  error: GraphQLError | null
  readonly below: Map<string | number, ErrorPlace>
}

function placeErrors(errors: readonly GraphQLError[]): ErrorPlace | undefined {
  if (errors.length === 0) return undefined
  const root: ErrorPlace = { error: null, below: new Map() }
  for (const error of errors) {
    let place = root
    for (const step of error.path ?? []) {
      const next: ErrorPlace = place.below.get(step) ?? { error: null, below: new Map() }
      place.below.set(step, next)
      place = next
    }
    place.error = error
  }
  return root
}

class Walk {
  readonly #fields = new Set<string>()
  readonly #withheld = new Map<string, string>()
  /** Fields that were given with all that was asked below them: another record of it tells no more. */
  readonly #isGiven: Uint8Array

  constructor(fieldCount: number) {
    this.#isGiven = new Uint8Array(fieldCount)
  }

  result(): DisclosedFields {
    const withheld = [...this.#withheld].map(([field, reason]) => ({ field, reason }))
    return {
      fields: [...this.#fields].toSorted(),
      withheld: withheld.toSorted((one, other) => (one.field < other.field ? -1 : 1)),
    }
  }

  visitObject(value: unknown, asked: readonly AskedField[], errors: ErrorPlace | undefined): void {
    for (const field of asked) {
      const below = errors?.below.get(field.responseName)
      if (!below && this.#isGiven[field.index] === 1) continue
      const inside = (value as Readonly<Record<string, unknown>> | null)?.[field.responseName]
      // A fragment on another type, or skipped: nothing was asked.
      if (inside !== undefined) this.#visitField(field, inside, below)
    }
  }

  #visitField(field: AskedField, value: unknown, errors: ErrorPlace | undefined): void {
    if (errors?.error) this.#markWithheld(field, errors.error)
    else if (isNothing(value)) this.#markGiven(field)
    else {
      if (field.coordinate !== null) this.#fields.add(field.coordinate)
      this.#visitValue(field, value, errors)
      if (this.#isWhole(field)) this.#isGiven[field.index] = 1
    }
  }

  #isWhole({ children }: AskedField): boolean {
    return children.every(({ index }) => this.#isGiven[index] === 1)
  }

  #visitValue(field: AskedField, value: unknown, errors: ErrorPlace | undefined): void {
    if (field.children.length === 0) return
    if (!Array.isArray(value)) this.visitObject(value, field.children, errors)
    else
      for (const [index, item] of value.entries())
        this.#visitItem(field, item, errors?.below.get(index))
  }

  #visitItem(field: AskedField, item: unknown, errors: ErrorPlace | undefined): void {
    if (errors?.error) this.#markWithheld(field, errors.error)
    else if (item === null) this.#markGiven(field)
    else this.#visitValue(field, item, errors)
  }

  #markWithheld(field: AskedField, { extensions }: GraphQLError): void {
    const { code, reason } = extensions
    if (code !== 'WITHHELD') return
    const why = typeof reason === 'string' ? reason : code
    forAll(field, (coordinate) => this.#withheld.set(coordinate, why))
  }

  /** The field and everything that was asked below it. */
  #markGiven(field: AskedField): void {
    if (field.coordinate !== null) this.#fields.add(field.coordinate)
    this.#isGiven[field.index] = 1
    for (const child of field.children) this.#markGiven(child)
  }
}

function forAll(field: AskedField, mark: (coordinate: string) => void): void {
  if (field.coordinate !== null) mark(field.coordinate)
  for (const child of field.children) forAll(child, mark)
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}
