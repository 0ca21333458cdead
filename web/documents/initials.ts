import { createHmac } from 'node:crypto'

/** No vowels, so that no letters make a word; nothing that is read as a digit. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ'
const fewest = 3
const most = 20

/** What initials stand for. One value of two kinds has two. */
export type InitialsKind = 'person' | 'place' | 'record'

/** Letters that stand for one value. */
export type Initials = (value: string) => string

/**
 * Letters that stand for people, places or records in a document that must not tell which. The same value has
 * the same letters in every document of a case, but for further ones at the end where two would be the same.
 * Who does not have the key can neither find the value nor tell that documents of two cases are about one.
 * @param scope the case, or what else the letters are to hold for
 * @param values all that the document has
 */
export function initialsFor(
  values: Iterable<string>,
  {
    key,
    scope,
    kind,
  }: { readonly key: Buffer; readonly scope: string; readonly kind: InitialsKind },
): Initials {
  const letters = new Map<string, string>()
  for (const value of values) letters.set(value, lettersOf(key, [scope, kind, value]))
  const length = shortestDistinct([...letters.values()])
  return (value) => (letters.get(value) ?? lettersOf(key, [scope, kind, value])).slice(0, length)
}

function lettersOf(key: Buffer, parts: readonly string[]): string {
  const digest = createHmac('sha256', key).update(JSON.stringify(parts)).digest()
  return Array.from(digest.subarray(0, most), (byte) => alphabet[byte % alphabet.length]).join('')
}

function shortestDistinct(all: readonly string[]): number {
  let length = fewest
  const areDistinct = () => new Set(all.map((one) => one.slice(0, length))).size === all.length
  while (length < most && !areDistinct()) length += 1
  return length
}
