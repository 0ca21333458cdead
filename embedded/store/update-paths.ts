import { badValue, StoreError } from './errors'
import type { Segments } from './paths'
import { arrayIndex, ownValue, setOwn } from './paths'
import type { Document } from './values'
import { isDocument } from './values'

/** Furthest place past its end to which a list may be filled up with nulls. */
const maxPadding = 1_500_000

/** One place in a document: a field, or an item of a list. */
export interface Place {
  readonly isListItem: boolean
  read(): unknown
  write(value: unknown): void
  remove(): void
}

/** Which items of a list an update means. */
export interface ItemChoice {
  /** Place of the first item that the filter matched, for `$`; null when it matched none. */
  readonly matched: number | null
  /** Tells for `$[name]` whether an item is meant. */
  readonly filters: ReadonlyMap<string, (item: unknown) => boolean>
}

/**
 * The plain paths that a path with `$`, `$[]` or `$[name]` stands for in this document.
 * @throws StoreError 2 BadValue when a list or a matched item is missing
 */
export function expandPath(root: Document, segments: Segments, choice: ItemChoice): Segments[] {
  const at = segments.findIndex((segment) => segment.startsWith('$'))
  if (at < 0) return [segments]
  const before = segments.slice(0, at)
  const list = readAt(root, before)
  const places = chooseItems(list, segments[at] ?? '', { before, choice })
  return places.flatMap((index) =>
    expandPath(root, [...before, String(index), ...segments.slice(at + 1)], choice),
  )
}

function chooseItems(
  list: unknown,
  segment: string,
  { before, choice }: { before: Segments; choice: ItemChoice },
): number[] {
  if (segment === '$') {
    if (choice.matched !== null) return [choice.matched]
    throw badValue('The positional operator did not find the match needed from the query.')
  }
  if (list === undefined)
    throw badValue(
      `The path '${before.join('.')}' must exist in the document in order to apply array updates.`,
    )
  if (!Array.isArray(list))
    throw badValue(`Cannot apply array updates to non-array element ${before.at(-1) ?? ''}`)
  const name = /^\$\[(.*)\]$/.exec(segment)?.[1]
  if (name === undefined) throw badValue(`The field name '${segment}' is not valid in an update`)
  const means = name === '' ? () => true : choice.filters.get(name)
  if (!means) throw badValue(`No array filter found for identifier '${name}'`)
  return list.flatMap((item, index) => (means(item) ? [index] : []))
}

function readAt(root: unknown, segments: Segments): unknown {
  return segments.reduce<unknown>((value, segment) => {
    if (isDocument(value)) return ownValue(value, segment)
    return Array.isArray(value) ? (value[arrayIndex(segment) ?? -1] as unknown) : undefined
  }, root)
}

/**
 * The place a plain path leads to. Missing documents on the way are made when `create` is set;
 * otherwise a missing place is null.
 * @throws StoreError 28 PathNotViable when something on the way holds no fields
 */
export function findPlace(root: Document, segments: Segments, create: boolean): Place | null {
  let holder: unknown = root
  for (const [depth, segment] of segments.slice(0, -1).entries()) {
    const place = placeIn(holder, segment, create)
    if (!place) return null
    const next = place.read()
    if (create) holder = fillIn(place, next, { segment, below: segments[depth + 1] ?? '' })
    else if (next === undefined || next === null) return null
    else holder = next
  }
  return placeIn(holder, segments.at(-1) ?? '', create)
}

/** What stands at the place, or a new document where nothing did. */
function fillIn(
  place: Place,
  value: unknown,
  { segment, below }: { segment: string; below: string },
): unknown {
  if (isDocument(value) || Array.isArray(value)) return value
  if (value !== undefined) throw notViable(below, segment)
  const made: Document = {}
  place.write(made)
  return made
}

function placeIn(holder: unknown, segment: string, create: boolean): Place | null {
  if (isDocument(holder)) return fieldPlace(holder, segment)
  if (!Array.isArray(holder)) return null
  const index = arrayIndex(segment)
  if (index !== null) return itemPlace(holder, index)
  if (create) throw notViable(segment, 'an array')
  return null
}

function fieldPlace(document: Document, name: string): Place {
  return {
    isListItem: false,
    read: () => ownValue(document, name),
    write: (value) => {
      setOwn(document, name, value)
    },
    remove: () => {
      Reflect.deleteProperty(document, name)
    },
  }
}

function itemPlace(list: unknown[], index: number): Place {
  return {
    isListItem: true,
    read: () => list[index],
    write: (value) => {
      if (index - list.length > maxPadding)
        throw badValue('can not backfill more than 1500000 elements')
      while (list.length < index) list.push(null)
      list[index] = value
    },
    remove: () => {
      // MongoDB leaves a hole as null, so that the other items keep their places.
      if (index < list.length) list[index] = null
    },
  }
}

function notViable(name: string, holder: string): StoreError {
  return new StoreError(28, 'PathNotViable', `Cannot create field '${name}' in element '${holder}'`)
}
