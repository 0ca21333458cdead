import { fetchBounded } from '../../common/http/bounded-fetch'
import type { RestSettings } from './config'
import type { ListMapping } from './mapping'
import { readPointer } from './to-record'

/** Most bytes of one answer of the vendor's. */
const maxBytes = 4 * 1024 * 1024
/** For one answer, in milliseconds. */
const timeoutMs = 3000
/** Questions under way at once: a vendor's system is made for its own users. */
const atOnce = 16
/** A list that goes on longer is not read in part: the answer says that it failed. */
const maxPages = 20

/** Asks a vendor's system, and remembers nothing of what it says. */
export class VendorClient {
  readonly #settings: RestSettings
  readonly #waiting: (() => void)[] = []
  #underWay = 0

  constructor(settings: RestSettings) {
    this.#settings = settings
  }

  /**
   * What is at a path; null when there is nothing (404).
   * @param deadlineMs when it is of no use any more, by `performance.now()`
   * @throws Error when there is no answer in time that can be read
   */
  async get(path: string, deadlineMs: number): Promise<unknown> {
    await this.#enter()
    try {
      const leftMs = Math.min(timeoutMs, Math.floor(deadlineMs - performance.now()))
      if (leftMs <= 0) throw new Error('The system was not asked in time')
      const { baseUrl, token } = this.#settings
      const answer = await fetchBounded(`${baseUrl}${path}`, {
        ...{ maxBytes, timeoutMs: leftMs },
        headers: { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      })
      if (answer.status === 404) return null
      if (!answer.isOk) throw new Error(`The system answered with status ${answer.status}`)
      return JSON.parse(answer.body.toString()) as unknown
    } finally {
      this.#underWay -= 1
      this.#waiting.shift()?.()
    }
  }

  /**
   * The items of a list, page by page.
   * @throws Error as `get`, and when it goes on for too long
   */
  async getAll(
    { path, items, pageSize }: Omit<ListMapping, 'record'>,
    bounds: { readonly deadlineMs: number; readonly maxPages?: number },
  ): Promise<readonly unknown[]> {
    const all: unknown[] = []
    for (let page = 1; page <= (bounds.maxPages ?? maxPages); page += 1) {
      const answer = await this.get(path.replace('{page}', String(page)), bounds.deadlineMs)
      // That there is no such list does not say that it is empty.
      const found = readPointer(answer, items)
      if (!Array.isArray(found) || found.length > pageSize)
        throw new Error('The system gave no page of a list')
      all.push(...(found as unknown[]))
      if (found.length < pageSize) return all
    }
    throw new Error('The list of the system is longer than is read')
  }

  async #enter(): Promise<void> {
    while (this.#underWay >= atOnce)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#underWay += 1
  }
}

/** A path about somebody; null for a reference that would lead to another path. */
export function pathAbout(path: string, ref: string): string | null {
  if (/^\.{0,2}$/.test(ref)) return null
  return path.replace('{ref}', () => encodeURIComponent(ref))
}
