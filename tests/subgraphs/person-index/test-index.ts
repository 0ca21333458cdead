import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import type { DescribedPerson } from '../../../common/likeness/described-person'
import { describedRecord } from '../../../common/likeness/described-person'
import { likenessOf, searchedLikeness } from '../../../common/likeness/likeness'
import type { Registration } from '../../../common/registration/registration'
import type { LinkageTerms } from '../../../policies/linkage'
import type { Database } from '../../../subgraphs/kit/service/database'
import { openDatabase } from '../../../subgraphs/kit/service/database'
import { ServiceCounts } from '../../../subgraphs/kit/service/service-counts'
import type { IndexedPerson } from '../../../subgraphs/person-index/describe-person'
import { LinkService } from '../../../subgraphs/person-index/link-service'
import type { IndexModels } from '../../../subgraphs/person-index/models'
import { createIndexModels } from '../../../subgraphs/person-index/models'
import { createPersonLookup } from '../../../subgraphs/person-index/person-lookup'
import { createLikenessSealer } from '../../../subgraphs/person-index/search/likeness-sealer'
import type { Found } from '../../../subgraphs/person-index/search/person-search'
import { searchPeople } from '../../../subgraphs/person-index/search/person-search'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { plainSealer } from './plain-sealer'

const likenesses = createLikenessSealer(Buffer.alloc(32, 1))

/** The agencies' key of names, which the index does not have. */
const nameKey = Buffer.alloc(32, 2)

/** By what somebody so described is found. */
export function likenessFor(person: DescribedPerson): NonNullable<Registration['likeness']> {
  return likenessOf(nameKey, describedRecord(person))
}

/** What an agency registers of somebody so described. */
export function described(
  ref: string,
  person: DescribedPerson,
  changes: Partial<Registration> = {},
  tokens: readonly string[] = [],
): Registration {
  return registration(ref, tokens, { likeness: likenessFor(person), ...changes })
}

/** The index's linking and look-ups on a database of its own, with words for tokens. */
export class TestIndex {
  readonly lines: unknown[] = []
  now = new Date('2026-11-01T10:00:00Z')
  /** What becomes of records that are alike; null: nobody compares them. */
  linkage: LinkageTerms | null = null
  #store!: TestStore
  #database!: Database
  #models!: IndexModels
  #links!: LinkService

  async start(name: string): Promise<void> {
    this.#store = await startTestStore()
    const code = `${name}-${process.pid}`
    this.#database = await openDatabase({ uri: this.#store.uri, code })
    this.#models = createIndexModels(this.#database.connection)
    await this.#database.buildIndexes()
    this.restart()
  }

  async stop(): Promise<void> {
    await this.#database.connection.dropDatabase()
    await this.#database.close()
    await this.#store.stop()
  }

  /** A process that begins anew on the same database. */
  restart(): void {
    this.#links = this.linksOn(this.#models)
  }

  /** A process that has these collections. */
  linksOn(models: IndexModels): LinkService {
    return new LinkService(models, plainSealer, {
      likenesses,
      report: (about) => this.lines.push(about),
      now: () => this.now,
      ...(this.linkage ? { linkage: this.#termsNow } : {}),
    })
  }

  readonly #termsNow = (): LinkageTerms => {
    if (!this.linkage) throw new Error('The terms of linking were taken away')
    return this.linkage
  }

  async clear(): Promise<void> {
    for (const collection of await this.#database.connection.listCollections())
      await this.#database.connection.collection(collection.name).deleteMany({})
    this.lines.length = 0
  }

  get models(): IndexModels {
    return this.#models
  }

  get links(): LinkService {
    return this.#links
  }

  /** Resolves when everybody is linked and compared. */
  async settle(): Promise<void> {
    await this.links.settlePending()
    while (await this.links.comparePending());
  }

  /** Whose record it is, as somebody who asks may know. @param key `agency/ref` */
  async personOf(key: string, staff?: readonly string[]) {
    const record = await this.models.records.findById(key).lean()
    return this.lookup(staff).findById(record?.personId ?? '')
  }

  /** What became of two records, and who links them; null: nobody need look at them. */
  async statusOf(...keys: readonly [string, string]) {
    const pair = await this.models.pairs.findOne({ keys: keys.toSorted() }).lean()
    return pair && { status: pair.status, link: pair.link, isOpen: pair.isOpen }
  }

  /** What has to wait of it; null: nothing. */
  async register(agency: string, ...registrations: readonly Registration[]) {
    const { putOff } = await this.#links.register(agency, registrations)
    return putOff
  }

  /** Registers these while nobody compares them, and then compares all of them, as after a long list. */
  async arriveTogether(...all: readonly (readonly [agency: string, one: Registration])[]) {
    const { linkage } = this
    this.linkage = null
    this.restart()
    for (const [agency, one] of all) await this.register(agency, one)
    this.linkage = linkage
    this.restart()
    await this.settle()
  }

  withdraw(agency: string, ref: string) {
    return this.register(agency, { ref, tokens: [], addresses: [], isWithdrawn: true })
  }

  async assertLink(...[a, b]: readonly [a: string, b: string]): Promise<void> {
    const count = await this.#models.assertedLinks.countDocuments()
    await this.#models.assertedLinks.create({
      ...{ _id: `LINK-${count + 1}`, keys: [a, b] },
      ...{ assertedBy: 'staff-1', reason: 'Known to both', assertedAt: this.now },
      isApplied: false,
    })
    await this.#links.settlePending()
  }

  lookup(staff: readonly string[] = ['STAFF:me'], grounds: readonly string[] = []) {
    const asker = { staff, grounds }
    const { openReference } = plainSealer
    return createPersonLookup(this.#models, { counts: new ServiceCounts(), asker, openReference })
  }

  /** Who may be meant, as somebody who asks may know. @param years of birth, when the date is not known */
  search(
    person: DescribedPerson,
    {
      staff,
      years = [],
    }: { readonly staff?: readonly string[]; readonly years?: readonly string[] } = {},
  ): Promise<Found> {
    const lookup = this.lookup(staff)
    const searched = searchedLikeness(nameKey, describedRecord(person), years)
    const terms = { models: this.#models, sealer: likenesses, counts: new ServiceCounts() }
    return searchPeople(searched, { ...terms, findById: (id) => lookup.findById(id) })
  }

  find(token: string, asker?: readonly string[]): Promise<IndexedPerson | null> {
    return this.lookup(asker).findByToken(token)
  }
}

/** A registration; tokens as in `NHS_NUMBER:a`. */
export function registration(
  ref: string,
  tokens: readonly string[],
  changes: Partial<Registration> = {},
): Registration {
  const typed = tokens.map((token) => {
    const [type = '', value = ''] = token.split(':')
    return { type: type as IdentifierType, token: value }
  })
  return { ref, tokens: typed, addresses: [], ...changes }
}

/** Whose records somebody has, as `agency/ref`, sorted. */
export function recordsOf(person: IndexedPerson | null): readonly string[] {
  return [...(person?.references ?? [])]
    .flatMap(([agency, refs]) => refs.map((ref) => `${agency}/${ref}`))
    .toSorted()
}
