import { checkFieldName } from './bson-codec'
import { badValue, located } from './errors'
import { checkExpression, evaluateExpression } from './expressions'
import { compileItem, isOperatorDocument } from './matcher'
import { isNumeric, toNumber } from './numbers'
import { ownValue, setOwn, splitPath } from './paths'
import { isTruthy } from './truth'
import { findMatchedItem } from './update-items'
import { findPlace } from './update-paths'
import type { Document } from './values'
import { isDocument } from './values'

/** Gives the projected copy of a document. */
export type Projector = (document: Document) => Document

/** What a projection does with one path; a tree of names down to it. */
type Step = 'include' | 'exclude' | ListStep | ProjectionTree
type ListStep = (value: unknown, document: Document) => unknown

class ProjectionTree {
  readonly steps = new Map<string, Step>()
}

interface Draft {
  readonly tree: ProjectionTree
  readonly computed: (readonly [path: string, expression: unknown])[]
  readonly filter: Document
  keepsId: boolean | null
  isInclusion: boolean | null
}

/**
 * A projection compiled to a function.
 * @param filter the find's filter, for the positional operator
 * @throws StoreError 31253, 31254 for a mixture of inclusion and exclusion, 31249 for colliding paths
 */
export function compileProjection(projection: unknown, filter: Document = {}): Projector {
  if (!isDocument(projection)) throw badValue('The projection must be a document')
  const draft: Draft = {
    tree: new ProjectionTree(),
    computed: [],
    filter,
    keepsId: null,
    isInclusion: null,
  }
  readFields(projection, '', draft)
  const isInclusion = draft.isInclusion ?? draft.keepsId === true
  if (draft.keepsId !== null || isInclusion)
    draft.tree.steps.set('_id', draft.keepsId === false ? 'exclude' : 'include')
  return (document) => {
    const result = projectDocument(document, draft.tree, { isInclusion, document })
    for (const [path, expression] of draft.computed) {
      const value = evaluateExpression(expression, document)
      if (value !== undefined) findPlace(result, splitPath(path), true)?.write(value)
    }
    return result
  }
}

function readFields(fields: Document, prefix: string, draft: Draft): void {
  for (const name of Object.keys(fields)) {
    const operand = fields[name]
    const path = prefix + name
    splitPath(path).forEach(checkFieldName)
    if (path.startsWith('$')) throw located(16410, "FieldPath field names may not start with '$'")
    if (typeof operand === 'boolean' || isNumeric(operand)) readFlag(path, isTruthy(operand), draft)
    else if (isDocument(operand)) readOperand(path, operand, draft)
    else readComputed(path, operand, draft)
  }
}

function readFlag(path: string, isIncluded: boolean, draft: Draft): void {
  if (path === '_id') {
    draft.keepsId = isIncluded
    return
  }
  if (draft.isInclusion !== null && draft.isInclusion !== isIncluded)
    throw located(
      isIncluded ? 31253 : 31254,
      `Cannot do ${isIncluded ? 'inclusion' : 'exclusion'} on field ${path} in ${isIncluded ? 'exclusion' : 'inclusion'} projection`,
    )
  draft.isInclusion = isIncluded
  if (!path.endsWith('.$')) addStep(draft, path, isIncluded ? 'include' : 'exclude')
  else {
    const list = path.slice(0, -2)
    addStep(draft, list, (value, document) => matchedItem(value, document, draft.filter))
  }
}

function readOperand(path: string, operand: Document, draft: Draft): void {
  if (!isOperatorDocument(operand)) {
    if (Object.keys(operand).length === 0)
      throw located(51270, `An empty sub-projection is not a valid value. Found at path ${path}`)
    readFields(operand, `${path}.`, draft)
  } else if (isSlice(operand['$slice'])) addStep(draft, path, sliceStep(operand['$slice']))
  else if (Object.hasOwn(operand, '$elemMatch')) {
    draft.isInclusion ??= true
    addStep(draft, path, elementStep(operand['$elemMatch']))
  } else readComputed(path, operand, draft)
}

function readComputed(path: string, expression: unknown, draft: Draft): void {
  if (draft.isInclusion === false)
    throw located(31252, `Cannot compute field ${path} in exclusion projection`)
  draft.isInclusion = true
  checkExpression(expression)
  draft.computed.push([path, expression])
}

function addStep(draft: Draft, path: string, step: Step): void {
  const segments = splitPath(path)
  let tree = draft.tree
  for (const segment of segments.slice(0, -1)) {
    const next = tree.steps.get(segment) ?? new ProjectionTree()
    if (!(next instanceof ProjectionTree)) throw collision(path)
    tree.steps.set(segment, next)
    tree = next
  }
  const last = segments.at(-1) ?? ''
  if (tree.steps.has(last)) throw collision(path)
  tree.steps.set(last, step)
}

function collision(path: string): Error {
  return located(31249, `Path collision at ${path}`)
}

interface Scope {
  readonly isInclusion: boolean
  readonly document: Document
}

function projectDocument(source: Document, tree: ProjectionTree, scope: Scope): Document {
  const result: Document = {}
  for (const name of Object.keys(source)) {
    const step = tree.steps.get(name)
    const value = projectField(ownValue(source, name), step, scope)
    if (value !== undefined) setOwn(result, name, value)
  }
  return result
}

function projectField(value: unknown, step: Step | undefined, scope: Scope): unknown {
  if (step === undefined) return scope.isInclusion ? undefined : value
  if (step === 'include') return value
  if (step === 'exclude') return undefined
  return step instanceof ProjectionTree
    ? projectBelow(value, step, scope)
    : step(value, scope.document)
}

function projectBelow(value: unknown, tree: ProjectionTree, scope: Scope): unknown {
  if (isDocument(value)) return projectDocument(value, tree, scope)
  if (!Array.isArray(value)) return scope.isInclusion ? undefined : value
  const items = value.map((item: unknown) => projectBelow(item, tree, scope))
  return items.filter((item) => item !== undefined)
}

function isSlice(operand: unknown): operand is unknown[] {
  if (isNumeric(operand)) return true
  return Array.isArray(operand) && operand.length === 2 && operand.every((item) => isNumeric(item))
}

function sliceStep(operand: unknown): ListStep {
  const [first = 0, count] = [operand].flat().map((item) => (isNumeric(item) ? toNumber(item) : 0))
  if (count !== undefined && count <= 0)
    throw located(28724, 'The count in $slice must be positive')
  return (value: unknown): unknown => {
    if (!Array.isArray(value)) return value
    if (count === undefined) return first < 0 ? value.slice(first) : value.slice(0, first)
    const start = first < 0 ? Math.max(0, value.length + first) : first
    return value.slice(start, start + count)
  }
}

function elementStep(operand: unknown): ListStep {
  if (!isDocument(operand)) throw badValue('elemMatch: Invalid argument, object required')
  const matches = compileItem(operand)
  return (value) => {
    const found: unknown = Array.isArray(value) ? value.find(matches) : undefined
    return found === undefined ? undefined : [found]
  }
}

function matchedItem(value: unknown, document: Document, filter: Document): unknown {
  if (!Array.isArray(value)) return value
  const place = findMatchedItem(document, filter)
  if (place === null)
    throw located(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    )
  return [value[place]]
}
