import type { HubError } from '../../../common/errors'
import { refuseArgument } from '../../kit/service/list-arguments'
import type { Word } from '../ledger/entry'
import type { DecisionState } from '../links/decisions'
import type { EarlierDecision } from '../links/earlier-decisions'
import type { LinkService } from '../link-service'
import { tyingTokens } from '../matching/linkable-record'
import type { PairDocument } from '../ledger/pair'
import { newPair } from '../ledger/apply-entry'
import { heldSince } from '../ledger/held-since'
import { pairId, pairKeys } from '../ledger/pair'
import type { CaseReading, ReviewCase } from './review-case'
import { earlierOf, readCases } from './review-case'

/** A record as a caller names it. */
export interface NamedRecord {
  readonly agency: string
  readonly reference: string
}

/** A page of the queue. */
export interface ReviewPage {
  readonly nodes: readonly ReviewCase[]
  readonly endCursor: string | null
}

export interface DeskParts extends CaseReading {
  readonly links: Pick<LinkService, 'decide'>
  /** Agencies that take part in the second step. */
  readonly offering: ReadonlySet<string>
}

/** What a decision came to. */
interface Decided {
  readonly state: DecisionState
  /** Since when records that are parted were held to be one person; null: they were not. */
  readonly heldSince: Date | null
}

/** Pairs that are read at once: some may have to be left out. */
const readAtOnce = 100

/** Where managers of the hub look at pairs of records and decide; made anew for each request. */
export class ReviewDesk {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  get models(): DeskParts['models'] {
    return this.#parts.models
  }

  /** Whether records of an agency may be known to exist. */
  mayName(agency: string): boolean {
    return this.#parts.nameable.has(agency)
  }

  /** Whether an agency compares pairs in doubt itself. */
  offersSecondStep(agency: string): boolean {
    return this.#parts.offering.has(agency)
  }

  /** Types of the verified identifiers that both records carry. */
  async sharedTypes({ pair }: ReviewCase): Promise<readonly string[]> {
    const [one, other] = await this.models.records.find({ _id: { $in: [...pair.keys] } }).lean()
    const own = tyingTokens(one?.tokens ?? [])
    const shared = own.filter((token) => other?.tokens.includes(token))
    return [...new Set(shared.map((token) => token.split(':', 1)[0] ?? ''))]
  }

  /** Pairs that wait, those that wait longest first. */
  async queue(first: number, after: string | null): Promise<ReviewPage> {
    const nodes: ReviewCase[] = []
    let place = after === null ? null : readCursor(after)
    // However many are left out: a page that ends early would say that nobody waits.
    while (nodes.length <= first) {
      const pairs = await this.#readOpen(place)
      nodes.push(...(await readCases(this.#parts, pairs)).filter(isStillOpen))
      const last = pairs.at(-1)
      if (!last || pairs.length < readAtOnce) break
      place = placeOf(last)
    }
    const shown = nodes.slice(0, first)
    const last = nodes.length > first ? shown.at(-1) : undefined
    return { nodes: shown, endCursor: last ? toCursor(placeOf(last.pair)) : null }
  }

  async find(id: string): Promise<ReviewCase | null> {
    const pair = await this.#parts.models.pairs.findById(id).lean()
    const [found = null] = pair ? await readCases(this.#parts, [pair]) : []
    return found
  }

  /** Two records, whether or not they are alike. @throws HubError BAD_USER_INPUT when they are one */
  async findBetween(a: NamedRecord, b: NamedRecord): Promise<ReviewCase | null> {
    const keys = pairKeys(this.#keyOf(a), this.#keyOf(b))
    if (keys[0] === keys[1]) throw refuseArgument('b', 'is the same record as "a"')
    const id = pairId(keys)
    const pair = (await this.#parts.models.pairs.findById(id).lean()) ?? newPair(id, keys)
    const [found = null] = await readCases(this.#parts, [pair])
    return found
  }

  earlier(found: ReviewCase) {
    return earlierOf(this.#parts, found)
  }

  /** @throws HubError as `takeDecision` */
  async decide(
    found: ReviewCase,
    word: Word,
    overrule: boolean,
  ): Promise<Decided & { readonly overruled: readonly EarlierDecision[] }> {
    const { againstSame, againstDifferent } = await this.earlier(found)
    const { _id } = found.pair
    // Who cannot tell takes back what was said of this pair, and of no other.
    const ofPair = [...againstSame, ...againstDifferent].filter(({ pair }) => pair._id === _id)
    const different = word.outcome === 'CANNOT_TELL' ? ofPair : againstDifferent
    const against = word.outcome === 'SAME' ? againstSame : different
    const [a = '', b = ''] = found.pair.keys
    const decision = { word, pairs: [pairKeys(a, b)], against, overrule }
    const since = word.outcome === 'SAME' ? null : await heldSince(this.models, [a], [b])
    const state = await this.#parts.links.decide(decision)
    return { state, heldSince: since, overruled: state === 'IN_FORCE' ? against : [] }
  }

  /** @throws HubError BAD_USER_INPUT for records that are not theirs, or all of theirs; as `takeDecision` */
  async split(
    id: string,
    records: readonly NamedRecord[],
    { word, overrule }: { readonly word: Word; readonly overrule: boolean },
  ): Promise<Decided & { readonly people: readonly string[] }> {
    const person = await this.#parts.findById(id)
    if (!person) throw unknownPerson()
    const own = person.keys.filter((key) => this.#mayNameRecord(key))
    const named = [...new Set(records.map((one) => this.#keyOf(one)))]
    if (named.length === 0 || named.some((key) => !own.includes(key)))
      throw refuseArgument('records', 'must be records of this person')
    const others = own.filter((key) => !named.includes(key))
    if (others.length === 0) throw refuseArgument('records', 'are all that this person has')
    const pairs = named.flatMap((a) => others.map((b) => pairKeys(a, b)))
    const since = await heldSince(this.models, named, others)
    const against = await this.#linksAcross(pairs.map(pairId))
    const state = await this.#parts.links.decide({ word, pairs, against, overrule })
    const now = await this.#parts.models.records.distinct('personId', { _id: { $in: [...own] } })
    return {
      state,
      heldSince: since,
      people: now.filter((one) => typeof one === 'string').toSorted(),
    }
  }

  #keyOf({ agency, reference }: NamedRecord): string {
    return this.#parts.sealer.record(agency, reference)
  }

  /** A record that nobody may know to be there is none of theirs. */
  #mayNameRecord(key: string): boolean {
    return [...this.#parts.nameable].some((agency) => key.startsWith(`${agency}/`))
  }

  async #linksAcross(ids: readonly string[]): Promise<readonly EarlierDecision[]> {
    const { pairs } = this.#parts.models
    const found = await pairs.find({ _id: { $in: [...ids] }, link: 'PERSON' }).lean()
    return found.flatMap((pair) => {
      const decision = pair.decisions.findLast(({ isInForce }) => isInForce)
      return decision ? [{ ...decision, pair }] : []
    })
  }

  #readOpen(place: Place | null): Promise<readonly PairDocument[]> {
    const after = place
      ? { $or: [{ since: { $gt: place.since } }, { since: place.since, _id: { $gt: place.id } }] }
      : {}
    return this.#parts.models.pairs
      .find({ isOpen: true, ...after })
      .sort({ since: 1, _id: 1 })
      .limit(readAtOnce)
      .lean()
  }
}

/** Two records that became one person's meanwhile are in doubt no longer, but a sample or a contradiction is. */
function isStillOpen({ pair, left, right }: ReviewCase): boolean {
  const isOnePerson = left.person.id === right.person.id
  return !isOnePerson || pair.isSample || pair.status === 'NEEDS_ATTENTION'
}

interface Place {
  readonly since: Date
  readonly id: string
}

function placeOf({ since, _id }: PairDocument): Place {
  return { since: since ?? new Date(0), id: _id }
}

function toCursor({ since, id }: Place): string {
  return Buffer.from(`${since.getTime()} ${id}`).toString('base64url')
}

function readCursor(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const found = /^(\d{1,15}) ([0-9a-f]{32})$/.exec(text)
  if (!found) throw refuseArgument('after', 'is not the endCursor of a page')
  return { since: new Date(Number(found[1])), id: found[2] ?? '' }
}

function unknownPerson(): HubError {
  return refuseArgument('person', 'is nobody whom you may know of')
}
