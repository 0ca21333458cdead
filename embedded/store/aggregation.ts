import { Int32 } from 'bson'

import { evaluateGroup } from './aggregation-group'
import type { PipelineSources } from './aggregation-lookup'
import { lookUp } from './aggregation-lookup'
import { checkFieldName } from './bson-codec'
import { failedToParse, located } from './errors'
import { checkExpression, evaluateExpression } from './expressions'
import { compileFilter } from './matcher'
import { isNumeric, toNumber } from './numbers'
import { cloneValue, expressionValue, ownValue, setOwn, splitPath } from './paths'
import { compileProjection } from './projection'
import { sortDocuments } from './sort'
import { findPlace } from './update-paths'
import type { Document } from './values'
import { isDocument } from './values'

type Stage = (
  documents: readonly Document[],
  operand: unknown,
  sources: PipelineSources,
) => readonly Document[]

const stages: ReadonlyMap<string, Stage> = new Map<string, Stage>([
  ['$match', (documents, operand) => documents.filter(compileFilter(operand))],
  ['$sort', (documents, operand) => sortDocuments(documents, operand)],
  ['$limit', (documents, operand) => documents.slice(0, readCount('$limit', operand, 1))],
  ['$skip', (documents, operand) => documents.slice(readCount('$skip', operand, 0))],
  ['$project', (documents, operand) => documents.map(compileProjection(operand))],
  ['$unset', (documents, operand) => documents.map(compileProjection(exclusionOf(operand)))],
  ['$addFields', addFields],
  ['$set', addFields],
  ['$unwind', unwind],
  ['$group', evaluateGroup],
  ['$sortByCount', sortByCount],
  ['$count', count],
  ['$replaceRoot', (documents, operand) => replaceRoot(documents, newRootOf(operand))],
  ['$replaceWith', replaceRoot],
  ['$facet', facet],
  ['$lookup', (documents, operand, sources) => lookUp(documents, operand, sources, runPipeline)],
])

/**
 * The documents that come out of the last stage.
 * @throws StoreError 40324 for an unknown stage, by name
 */
export function runPipeline(
  documents: readonly Document[],
  pipeline: unknown,
  sources: PipelineSources,
): readonly Document[] {
  let current = documents
  for (const { stage, operand } of readPipeline(pipeline))
    current = stage(current, operand, sources)
  return current
}

/** Refuses a pipeline with an unknown stage before any document is read. */
export function readPipeline(pipeline: unknown): { stage: Stage; operand: unknown }[] {
  if (!Array.isArray(pipeline))
    throw failedToParse("'pipeline' option must be specified as an array")
  return pipeline.map((entry: unknown) => {
    const [name, ...others] = isDocument(entry) ? Object.keys(entry) : []
    if (!isDocument(entry) || name === undefined || others.length > 0)
      throw located(40323, 'A pipeline stage specification object must contain exactly one field.')
    const stage = stages.get(name)
    if (!stage) throw located(40324, `Unrecognized pipeline stage name: '${name}'`)
    return { stage, operand: entry[name] }
  })
}

function readCount(stage: string, operand: unknown, least: number): number {
  const value = isNumeric(operand) ? toNumber(operand) : Number.NaN
  if (Number.isInteger(value) && value >= least) return value
  throw located(
    5107201,
    `invalid argument to ${stage} stage: expected a whole number from ${least}`,
  )
}

function exclusionOf(operand: unknown): Document {
  const paths = [operand].flat()
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== ''))
    throw located(31002, '$unset specification must be a string or an array of strings')
  return Object.fromEntries(paths.map((path) => [String(path), false]))
}

function addFields(documents: readonly Document[], operand: unknown): Document[] {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw located(40272, '$addFields specification stage must be a non-empty object')
  for (const path of Object.keys(operand)) {
    splitPath(path).forEach(checkFieldName)
    checkExpression(operand[path])
  }
  return documents.map((document) => {
    const result = cloneValue(document)
    for (const path of Object.keys(operand)) {
      const value = evaluateExpression(operand[path], document)
      const place = findPlace(result, splitPath(path), value !== undefined)
      if (value === undefined) place?.remove()
      else place?.write(value)
    }
    return result
  })
}

function unwind(documents: readonly Document[], operand: unknown): Document[] {
  const options: Document = isDocument(operand) ? operand : { path: operand }
  const known = ['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw located(28811, `unrecognized option to $unwind stage: ${unknown}`)
  const { path, includeArrayIndex: indexName, preserveNullAndEmptyArrays: keeps } = options
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw located(28818, `path option to $unwind stage should be prefixed with a '$'`)
  const segments = splitPath(path.slice(1))
  return documents.flatMap((document) => {
    const value = expressionValue(document, segments)
    const isEmpty =
      value === undefined || value === null || (Array.isArray(value) && value.length === 0)
    if (isEmpty && keeps !== true) return []
    const items = isEmpty ? [Array.isArray(value) ? undefined : value] : [value].flat(1)
    return items.map((item, index) => {
      const result = cloneValue(document)
      const place = findPlace(result, segments, item !== undefined)
      if (item === undefined) place?.remove()
      else place?.write(item)
      const number = Array.isArray(value) && !isEmpty ? new Int32(index) : null
      if (typeof indexName === 'string') setOwn(result, indexName, number)
      return result
    })
  })
}

function sortByCount(documents: readonly Document[], operand: unknown): Document[] {
  const counted = evaluateGroup(documents, { _id: operand, count: { $sum: new Int32(1) } })
  return sortDocuments(counted, { count: -1 })
}

function count(documents: readonly Document[], operand: unknown): Document[] {
  if (typeof operand !== 'string' || operand === '' || /^\$|[.\0]/.test(operand))
    throw located(40156, 'the count field must be a non-empty string without $ and dots')
  checkFieldName(operand)
  return documents.length === 0 ? [] : [{ [operand]: new Int32(documents.length) }]
}

function newRootOf(operand: unknown): unknown {
  if (isDocument(operand) && Object.keys(operand).join() === 'newRoot')
    return ownValue(operand, 'newRoot')
  throw located(40231, '$replaceRoot takes exactly the option newRoot')
}

function replaceRoot(documents: readonly Document[], expression: unknown): Document[] {
  checkExpression(expression)
  return documents.map((document) => {
    const root = evaluateExpression(expression, document)
    if (isDocument(root)) return root
    throw located(40228, `'newRoot' expression must evaluate to an object`)
  })
}

function facet(
  documents: readonly Document[],
  operand: unknown,
  sources: PipelineSources,
): Document[] {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw located(40169, 'the $facet specification must be a non-empty object')
  const result: Document = {}
  for (const name of Object.keys(operand)) {
    checkFieldName(name)
    setOwn(result, name, [...runPipeline(documents, operand[name], sources)])
  }
  return [result]
}
