/**
 * The one text that stands for a JSON value: members sorted by UTF-16 code units, no white space,
 * numbers and strings as ECMAScript writes them. Members that are undefined are left out.
 * Nothing is remembered between calls: it is the text of what the value says now.
 * @throws TypeError for what JSON cannot say: NaN, infinities, bigints, functions, dates, cycles.
 * @see RFC 8785
 */
export function toCanonicalJson(value: unknown): string {
  return write(value, [])
}

/** @param ancestors the objects that the value is inside of; left as it was found */
function write(value: unknown, ancestors: object[]): string {
  if (isScalar(value)) return JSON.stringify(value)
  if (typeof value !== 'object' || ancestors.includes(value)) throw notJson(value)
  ancestors.push(value)
  const text = Array.isArray(value) ? writeList(value, ancestors) : writeObject(value, ancestors)
  ancestors.pop()
  return text
}

function isScalar(value: unknown): value is null | boolean | string | number {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value === 'boolean' || typeof value === 'string'
}

function writeObject(value: object, ancestors: object[]): string {
  if (!isPlainObject(value)) throw notJson(value)
  const members = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const name of sorted(Object.keys(members))) {
    const member = members[name]
    if (member === undefined) continue
    if (text !== '') text += ','
    text += `${usualName.test(name) ? `"${name}"` : JSON.stringify(name)}:`
    text += write(member, ancestors)
  }
  return `{${text}}`
}

/** A name that needs no escapes. */
const usualName = /^\w*$/

/** Most lists of names are in order already, and seeing that is cheaper than sorting them. */
function sorted(names: string[]): readonly string[] {
  const isInOrder = names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name)
  return isInOrder ? names : names.sort()
}

/** Texts are strung together, not joined: so they are copied once, when they are used. */
function writeList(list: readonly unknown[], ancestors: object[]): string {
  let text = ''
  for (const item of list) {
    if (text !== '') text += ','
    text += write(item, ancestors)
  }
  return `[${text}]`
}

/** Not by its prototype: an object from the database or another realm is as good as ours. */
function isPlainObject(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]' && !('toJSON' in value)
}

function notJson(value: unknown): TypeError {
  return new TypeError(`Not a JSON value: ${typeof value}`)
}
