/** A list whose text starts and ends at these places, if the text is the shortest there is. */
interface MeasuredList {
  readonly list: readonly unknown[]
  readonly start: number
  readonly end: number
}

/**
 * Measures the shortest text of parsed JSON, an escape counted as one character. Of an object with a
 * member twice only one is left when it has been parsed, so its text is longer than that.
 */
export class TextRuler {
  readonly lists: MeasuredList[] = []
  /** True when a number was seen that can be written in several ways. */
  hasOddNumbers = false
  readonly #entered: ReadonlySet<string>
  #depth = 0

  constructor(entered: ReadonlySet<string>) {
    this.#entered = entered
  }

  /** @param path where in the operation the fetch belongs, joined by full stops */
  measureAnswer(content: unknown, path: string): number {
    if (!isComposite(content)) return Number.NaN
    let length = 1
    for (const name in content) {
      if (isIndex(name)) return Number.NaN
      length += name.length + 4
      const member = content[name]
      length +=
        name === 'data' ? this.#measureData(member, length - 1, path) : this.#measure(member)
    }
    return length
  }

  #measureData(data: unknown, start: number, path: string): number {
    const entities = isComposite(data) ? data['_entities'] : null
    if (!Array.isArray(entities)) return this.#measurePlace(data, start, path)
    // The planner asks for nothing else beside them.
    return 14 + this.#measureItems(entities, start + 13, path)
  }

  /** What may have lists in it whose texts are kept. */
  #measurePlace(value: unknown, start: number, path: string): number {
    if (Array.isArray(value)) return this.#measureList(value, start, path)
    if (!isComposite(value)) return this.#measure(value)
    if (this.#depth > maxDepth) return Number.NaN
    this.#depth += 1
    let length = 1
    for (const name in value) {
      // Such names do not keep their order when they are parsed, so what stands where is not known.
      if (isIndex(name)) return Number.NaN
      length += name.length + 4
      const inside = path === '' ? name : `${path}.${name}`
      length += this.#measurePlace(value[name], start + length - 1, inside)
    }
    this.#depth -= 1
    return Math.max(length, 2)
  }

  #measureList(list: readonly unknown[], start: number, path: string): number {
    if (this.#entered.has(path)) return this.#measureItems(list, start, `${path}.@`)
    const length = this.#measure(list)
    this.lists.push({ list, start, end: start + length })
    return length
  }

  #measureItems(items: readonly unknown[], start: number, path: string): number {
    if (this.#depth > maxDepth) return Number.NaN
    this.#depth += 1
    let length = 1
    for (const item of items) length += this.#measurePlace(item, start + length, path) + 1
    this.#depth -= 1
    return Math.max(length, 2)
  }

  #measure(value: unknown): number {
    if (typeof value === 'string') return value.length + 2
    if (typeof value === 'number') return this.#measureNumber(value)
    if (typeof value !== 'object' || value === null) return value === false ? 5 : 4
    return this.#measureInside(value)
  }

  #measureInside(value: object): number {
    if (this.#depth > maxDepth) return Number.NaN
    this.#depth += 1
    let length = 1
    if (Array.isArray(value)) for (const item of value) length += this.#measure(item) + 1
    else
      for (const name in value) {
        if (isIndex(name)) return Number.NaN
        length += name.length + 4 + this.#measure((value as Record<string, unknown>)[name])
      }
    this.#depth -= 1
    return Math.max(length, 2)
  }

  #measureNumber(value: number): number {
    if (Number.isInteger(value) && value >= 0 && value < 100) return value < 10 ? 1 : 2
    // A large one is written with a power of ten itself, and not in the shortest way.
    if (value % 100 === 0 || !Number.isSafeInteger(value)) this.hasOddNumbers = true
    const { length } = String(value)
    // Of more digits than a number can hold, several texts mean the same one.
    return length > maxNumberLength ? Number.NaN : length
  }
}

function isIndex(name: string): boolean {
  const code = name.charCodeAt(0)
  return code >= 48 && code <= 57
}

/** Of what is nested deeper, no text is kept: a stack is not without end. */
const maxDepth = 100

/** Numbers of fewer digits are told apart by each of them. */
const maxNumberLength = 15

/** True for an object or a list. */
export function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
