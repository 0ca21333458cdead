import type { PlannedFetch } from './plan/planned-fetch'

/** What a subgraph answered: its JSON, and the same parsed. */
export interface SubgraphAnswer {
  readonly content: unknown
  readonly text: string
}

/**
 * The texts of lists as subgraphs sent them, for one request. A list that stands in the answer as it
 * came is written with the text it came with, which costs a tenth of writing it anew.
 */
export class SentTexts {
  readonly #texts = new Map<readonly unknown[], string>()

  /**
   * Keeps the texts of an answer's lists, when they are to the letter what `JSON.stringify` makes of
   * what was parsed: nothing can be hidden in such a text. Lists that the plan enters later are left
   * out, because what is in them will change.
   */
  keep({ content, text }: SubgraphAnswer, fetch: PlannedFetch): void {
    if (fetch.isRewritten) return
    const ruler = new TextRuler(fetch.enteredLists)
    const length = ruler.measureAnswer(content, fetch.path.join('.'))
    const escapes = findEscapes(text)
    if (text.length - (escapes?.length ?? 0) !== length) return
    if (!escapes || (ruler.hasOddNumbers && exponent.test(text))) return
    let passed = 0
    // Lists are in the order of the text, so that each escape is passed once.
    const at = (place: number) => {
      while ((escapes[passed] ?? text.length) - passed < place) passed += 1
      return place + passed
    }
    for (const { list, start, end } of ruler.lists)
      this.#texts.set(list, text.slice(at(start), at(end)))
  }

  /** `JSON.stringify` of a value that came from JSON; undefined for what has no text. */
  write(value: unknown): string {
    if (this.#texts.size === 0 || typeof value !== 'object' || value === null)
      return JSON.stringify(value)
    if (Array.isArray(value)) return this.#writeList(value)
    return isPlain(value) ? this.#writeObject(value) : JSON.stringify(value)
  }

  #writeList(list: readonly unknown[]): string {
    const known = this.#texts.get(list)
    if (known !== undefined) return known
    if (!list.some(holdsMore)) return JSON.stringify(list)
    let text = ''
    for (const item of list) {
      if (text !== '') text += ','
      text += item === undefined ? 'null' : this.write(item)
    }
    return `[${text}]`
  }

  /** Texts are strung together, not joined: so they are copied once, when the answer leaves. */
  #writeObject(value: object): string {
    let text = ''
    for (const [name, member] of Object.entries(value) as [string, unknown][]) {
      if (member === undefined) continue
      if (text !== '') text += ','
      text += `${usualName.test(name) ? `"${name}"` : JSON.stringify(name)}:`
      text += this.write(member)
    }
    return `{${text}}`
  }
}

/** A name that needs no escapes. */
const usualName = /^\w*$/

/** True for an object or list with another one in it: only there can a list be whose text is kept. */
function holdsMore(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some(isComposite)
}

/** Errors know by themselves how they are written. */
function isPlain(value: object): boolean {
  return !('toJSON' in value && typeof value.toJSON === 'function')
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

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
class TextRuler {
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

/** A power of ten, by which a number can be written as briefly as without it. */
const exponent = /\d[eE]/

/** Where escapes are in a text; null when one of them can be written in another way. */
function findEscapes(text: string): readonly number[] | null {
  const places: number[] = []
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
    const escaped = text[at + 1]
    if (escaped === 'u' || escaped === '/') return null
    places.push(at)
  }
  return places
}
