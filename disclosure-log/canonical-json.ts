/**
 * The one text that stands for a JSON value: members sorted by UTF-16 code units, no white space,
 * numbers and strings as ECMAScript writes them. Members that are undefined are left out.
 * @throws TypeError for what JSON cannot say: NaN, infinities, bigints, functions, dates, cycles.
 * @see RFC 8785
 */
export function toCanonicalJson(value: unknown): string {
  return write(value, [])
}

function write(value: unknown, ancestors: readonly object[]): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string')
    return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value !== 'object' || ancestors.includes(value)) throw notJson(value)
  const inside = [...ancestors, value]
  if (Array.isArray(value)) return `[${value.map((item) => write(item, inside)).join(',')}]`
  if (!isPlainObject(value)) throw notJson(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${write(member, inside)}`)
  return `{${members.join(',')}}`
}

/** Not by its prototype: an object from the database or another realm is as good as ours. */
function isPlainObject(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]' && !('toJSON' in value)
}

function notJson(value: unknown): TypeError {
  return new TypeError(`Not a JSON value: ${typeof value}`)
}
