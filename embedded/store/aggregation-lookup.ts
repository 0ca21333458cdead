import { checkFieldName } from './bson-codec'
import { failedToParse, notSupported } from './errors'
import { cloneValue, type Segments, someValueAt, splitPath, valuesAtPath } from './paths'
import { findPlace } from './update-paths'
import type { Document } from './values'
import { idKey, isDocument } from './values'

/** Where the stages that read other collections read them. */
export interface PipelineSources {
  readonly collection: (name: string) => readonly Document[]
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
  const foreign = indexBy(sources.collection(from), foreignField)
  const local = splitPath(localField)
  return documents.map((document) => {
    const found = new Set<Document>()
    for (const key of localKeys(document, local))
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
function localKeys(document: Document, segments: Segments): ReadonlySet<string> {
  const values = valuesAtPath(document, segments)
  return new Set(values.length === 0 ? [idKey(null)] : values.map(idKey))
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
