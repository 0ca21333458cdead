import type { RecordCollection } from '../records/record-collection'
import type { Outbox } from './outbox'

/** So many are looked at in one step. */
const atOnce = 500

/** Finds people of whom the index was told and who were deleted here: nothing else would say so. */
export class GonePeople {
  readonly #outbox: Pick<Outbox, 'listTold'>
  readonly #people: () => RecordCollection
  /** Up to whom everybody was looked at. */
  #place = ''

  constructor(outbox: Pick<Outbox, 'listTold'>, people: () => RecordCollection) {
    this.#outbox = outbox
    this.#people = people
  }

  /**
   * References of the next people in their order who are not there; after the last one it begins again. Of a
   * database that holds nobody at all it is not believed that everybody was deleted.
   */
  async find(): Promise<readonly string[]> {
    const refs = await this.#outbox.listTold(this.#place, atOnce)
    this.#place = refs.length < atOnce ? '' : (refs.at(-1) ?? '')
    const gone = await this.among(refs)
    const isEmpty = gone.length > 0 && (await this.#people().findOne({})) === null
    return isEmpty ? [] : gone
  }

  /** Those of these references that nobody has here. */
  async among(refs: readonly string[]): Promise<readonly string[]> {
    if (refs.length === 0) return []
    const found = await this.#people()
      .find({ _id: { $in: [...refs] } }, { projection: { _id: 1 } })
      .toArray()
    const there = new Set(found.map(({ _id }) => _id))
    return refs.filter((ref) => !there.has(ref))
  }
}
