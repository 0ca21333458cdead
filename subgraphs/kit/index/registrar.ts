import { randomUUID } from 'node:crypto'

import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import type { Logger } from '../../../common/observing/logger'
import { householdTokens } from '../../../common/registration/household-tokens'
import type { LinkKey } from '../../../common/registration/link-tokens'
import { addressToken, identifierToken } from '../../../common/registration/link-tokens'
import type { Registration } from '../../../common/registration/registration'
import { registrationBatchSize, registrationsPath } from '../../../common/registration/registration'
import { createProtectionLoader, protectsAddress, referencesIn } from '../records/protection'
import type { RecordCollections, StoredRecord } from '../records/record-collection'
import { getCollection } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import { isMarked } from '../service/is-marked'
import type { Repeating } from '../service/repeating'
import { repeat } from '../service/repeating'
import { reportWaiting } from '../service/service-observer'
import type { IndexConnection } from './index-client'
import { postToIndex } from './index-client'

export interface RegistrarOptions extends IndexConnection {
  readonly collections: RecordCollections
  readonly linkKey: LinkKey
  readonly logger: Logger
}

/** A person whose registration is due carries a mark, new with every change; see `newMark`. */
export const markField = 'pendingRegistration'

/** A mark that makes a person due; an older registration under way does not take it away. */
export function newMark(): string {
  return randomUUID()
}

const retryMs = 2000

/** Tells the person index about every person of this agency that it does not know yet. */
export class Registrar {
  readonly #options: RegistrarOptions
  #repeating: Repeating | null = null
  #isStopped = false

  constructor(options: RegistrarOptions) {
    this.#options = options
  }

  /** Registers who is due now, and again every two seconds, until it is stopped. */
  start(): void {
    this.#repeating ??= repeat(() => this.registerDue(), {
      pauseMs: retryMs,
      onFailure: reportWaiting(this.#options.logger, 'registration waiting'),
    })
  }

  /** Stops after the batch under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#repeating?.stop()
  }

  /**
   * Registers everyone who is due.
   * @throws Error when the index cannot be reached or refuses; who is left stays due.
   */
  async registerDue(): Promise<number> {
    let registered = 0
    while (!this.#isStopped) {
      const due = await this.#findDue()
      if (due.length === 0) break
      await postToIndex(registrationsPath, await this.#describe(due), this.#options)
      await this.#clearMarks(due)
      registered += due.length
    }
    return registered
  }

  #people() {
    return getCollection(this.#options.collections, personRecordType)
  }

  async #findDue(): Promise<readonly StoredRecord[]> {
    return this.#people()
      .find({ [markField]: { $gt: '' } })
      .limit(registrationBatchSize)
      .toArray()
  }

  async #describe(due: readonly StoredRecord[]): Promise<readonly Registration[]> {
    const uprns = await findUprns(
      due.map(({ _id }) => _id),
      this.#options.collections,
    )
    const { linkKey } = this.#options
    return due.map((person): Registration => {
      if (isMarked(person['isSealed']))
        return { ref: person._id, tokens: [], addresses: [], isWithdrawn: true }
      const tokens = tokensOf(person, linkKey)
      const { findable = [], all = [] } = uprns.get(person._id) ?? {}
      const households = householdTokens(linkKey, person, all)
      // Its own mark only: two agencies that followed each other's would never let go of it.
      if (protectsAddress(person))
        return { ref: person._id, tokens, addresses: [], households, isAddressProtected: true }
      const addresses = [...findable]
        .map((uprn) => addressToken(linkKey, uprn))
        .filter((token) => token !== null)
      return { ref: person._id, tokens, addresses, households }
    })
  }

  async #clearMarks(due: readonly StoredRecord[]): Promise<void> {
    await this.#people().bulkWrite(
      due.map(({ _id, [markField]: mark }) => ({
        updateOne: {
          filter: { _id, [markField]: mark },
          update: { $unset: { [markField]: 1 } },
        },
      })),
      { ordered: false },
    )
  }
}

/** Where the records about somebody are. */
interface Addresses {
  /** By which they may be found. */
  readonly findable: Set<string>
  readonly all: Set<string>
}

/**
 * Addresses of people, from every record about them that carries one, but not from what is sealed.
 * Nobody is findable by a record that would lead to somebody whose address is protected.
 */
async function findUprns(
  refs: readonly string[],
  collections: RecordCollections,
): Promise<ReadonlyMap<string, Addresses>> {
  const uprns = new Map(
    refs.map((ref): [string, Addresses] => [ref, { findable: new Set(), all: new Set() }]),
  )
  const loadProtection = createProtectionLoader(() => getCollection(collections, personRecordType))
  for (const collection of Object.values(collections)) {
    const records = await collection
      .find(
        { personRefs: { $in: refs }, uprn: { $gt: '' }, isSealed: { $in: [null, false] } },
        { projection: { personRefs: 1, people: 1, uprn: 1 } },
      )
      .toArray()
    const { atUnknownAddress } = await loadProtection(records.flatMap(referencesIn))
    for (const record of records) {
      const isFindable = !referencesIn(record).some((ref) => atUnknownAddress.has(ref))
      for (const ref of record.personRefs ?? []) {
        if (!record.uprn) continue
        uprns.get(ref)?.all.add(record.uprn)
        if (isFindable) uprns.get(ref)?.findable.add(record.uprn)
      }
    }
  }
  return uprns
}

interface Identifiers {
  readonly nhsNumber?: string | null
  readonly pncIds?: readonly string[]
  readonly croNumbers?: readonly string[]
  readonly crn?: string | null
}

function tokensOf(person: StoredRecord, key: LinkKey): Registration['tokens'] {
  const { nhsNumber, pncIds, croNumbers, crn } = (person['identifiers'] ?? {}) as Identifiers
  const values: [IdentifierType, string | null | undefined][] = [
    ['NHS_NUMBER', nhsNumber],
    ...(pncIds ?? []).map((pncId): [IdentifierType, string] => ['PNC_ID', pncId]),
    ...(croNumbers ?? []).map((number): [IdentifierType, string] => ['CRO_NUMBER', number]),
    ['CRN', crn],
  ]
  return values.flatMap(([type, value]) => {
    const token = value ? identifierToken(key, type, value) : null
    return token === null ? [] : [{ type, token }]
  })
}
