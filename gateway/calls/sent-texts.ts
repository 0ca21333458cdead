import type { PlannedFetch } from '../plan/planned-fetch'
import { isComposite, TextRuler } from './text-ruler'

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
