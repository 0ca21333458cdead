import { checkFieldName } from './bson-codec'
import { failedToParse, notSupported } from './errors'
import {
  arrayIndex,
  cloneValue,
  type Segments,
  someValueAt,
  splitPath,
  valuesAtPath,
} from './paths'
import { findPlace } from './update-paths'
import type { Document } from './values'
import { bracket, bracketOf, idKey, isDocument } from './values'

/** Where the stages that read other collections read them. */
export interface PipelineSources {
  /** The documents of a collection that a filter matches. */
  readonly find: (name: string, filter: Document) => readonly Document[]
}

type PipelineRunner = (
  documents: readonly Document[],
  pipeline: unknown,
  sources: PipelineSources,
) => readonly Document[]

const options = ['from', 'localField', 'foreignField', 'as', 'pipeline']

/**
 * Joins another collection by equal fields; an optional pipeline shapes what is joined.
 * @throws StoreError 9 FailedToParse, or 238 for `let`
 */
export function lookUp(
  documents: readonly Document[],
  operand: unknown,
  sources: PipelineSources,
  run: PipelineRunner,
): Document[] {
  const { from, localField, foreignField, as, pipeline } = readOptions(operand)
  const local = splitPath(localField)
  const values = documents.flatMap((document) => localValues(document, local))
  const foreign = indexBy(sources.find(from, filterFor(foreignField, values)), foreignField)
  return documents.map((document) => {
    const found = new Set<Document>()
    for (const key of new Set(localValues(document, local).map(idKey)))
      for (const match of foreign.get(key) ?? []) found.add(match)
    const joined = pipeline === undefined ? [...found] : [...run([...found], pipeline, sources)]
    const result = cloneValue(document)
    findPlace(result, splitPath(as), true)?.write(joined)
    return result
  })
}

function readOptions(operand: unknown) {
  if (!isDocument(operand)) throw failedToParse('the $lookup specification must be an object')
  const unknown = Object.keys(operand).find((name) => !options.includes(name))
  if (unknown === 'let') throw notSupported('let in $lookup')
  if (unknown !== undefined) throw failedToParse(`unknown argument to $lookup: ${unknown}`)
  const as = text(operand, 'as')
  splitPath(as).forEach(checkFieldName)
  return {
    from: text(operand, 'from'),
    localField: text(operand, 'localField'),
    foreignField: text(operand, 'foreignField'),
    as,
    pipeline: operand['pipeline'],
  }
}

function text(operand: Document, name: string): string {
  const value = operand[name]
  if (typeof value === 'string' && value !== '') return value
  throw failedToParse(`$lookup argument '${name}' must be a string`)
}

/**
 * Lets an index find what may be joined: no fewer than are. A list of regular expressions would be
 * patterns, and a number in a path a place: then all are read.
 */
function filterFor(path: string, values: readonly unknown[]): Document {
  const isPlain = splitPath(path).every((segment) => arrayIndex(segment) === null)
  if (!isPlain || values.some((value) => bracketOf(value) === bracket.regex)) return {}
  return { [path]: { $in: values } }
}

function indexBy(documents: readonly Document[], path: string): ReadonlyMap<string, Document[]> {
  const segments = splitPath(path)
  const index = new Map<string, Document[]>()
  for (const document of documents)
    for (const key of foreignKeys(document, segments)) {
      const known = index.get(key)
      if (known) known.push(document)
      else index.set(key, [document])
    }
  return index
}

/** What a document looks for: the items of a list; null for an empty list and a missing field. */
function localValues(document: Document, segments: Segments): readonly unknown[] {
  const values = valuesAtPath(document, segments)
  return values.length === 0 ? [null] : values
}

/** What a document is found by: a list by its items and as a whole, a missing field by null. */
function foreignKeys(document: Document, segments: Segments): ReadonlySet<string> {
  const keys = new Set<string>()
  someValueAt(document, segments, (value) => {
    keys.add(idKey(value ?? null))
    if (Array.isArray(value)) for (const item of value as unknown[]) keys.add(idKey(item))
    return false
  })
  return keys
}
