import { randomUUID } from 'node:crypto'

import { HubError } from '../../../common/errors'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import type { AgencyDisclosure } from '../../../disclosure-log/agency-record'
import { GroupCommit } from '../../../disclosure-log/group-commit'
import { OrderedInsertion } from '../../../disclosure-log/ordered-insertion'
import type { Connection } from './database'
import type { DisclosedFields } from './disclosed-fields'

/** What of a call the record keeps beside what the hub's token says. */
export interface CallDisclosure extends DisclosedFields {
  /** The agency's own references of the people it was asked about. */
  readonly records: readonly string[]
  /** Hub ids of the same people. */
  readonly people: readonly string[]
}

/** A call with what was decided by. */
export interface DecidedCall extends CallDisclosure {
  readonly policyVersions: readonly string[]
}

/** Bounds of time, ISO 8601 in UTC; `from` counts, `to` no longer does. */
export interface RecordBounds {
  readonly from: string
  readonly to: string
}

const timeoutMs = 3000
const collectionName = 'disclosures'

/**
 * An agency's own record of what it disclosed, in its own database: durable before the answer leaves.
 * Calls that come at once share one write.
 */
export class DisclosureRecord {
  readonly #agency: string
  readonly #connection: Connection
  readonly #insertion: ReturnType<typeof insertInto>
  readonly #group: GroupCommit<AgencyDisclosure, null>

  constructor(agency: string, connection: Connection) {
    this.#agency = agency
    this.#connection = connection
    this.#insertion = insertInto(connection)
    this.#group = new GroupCommit({ write: (items) => this.#write(items), timeoutMs })
  }

  async buildIndexes(): Promise<void> {
    await this.#collection().createIndex({ at: 1 }, {}, {})
    await this.#collection().createIndex({ requestId: 1 }, {}, {})
  }

  /** @throws HubError LOG_UNAVAILABLE when it cannot be written: then there must be no answer */
  async append(claims: HubTokenClaims, call: DecidedCall, at = new Date()): Promise<void> {
    const { requestId, homeAgency, roles, purpose, caseReference, enquiryId, legalPower } = claims
    const entry = {
      ...{ requestId, agency: this.#agency, at: at.toISOString(), staffId: claims.sub },
      ...{ onBehalfOf: claims.onBehalfOf ?? null, homeAgency, roles, purpose, caseReference },
      ...{
        enquiryId,
        legalPower,
        stated: claims.stated ?? [],
        fields: call.fields,
        withheld: call.withheld,
      },
      ...{ records: call.records.toSorted(), people: call.people.toSorted() },
      policyVersions: call.policyVersions,
    }
    try {
      await this.#group.append(entry)
    } catch (cause) {
      const message = 'This agency cannot write the disclosure down, so it gives no answer.'
      throw new HubError('LOG_UNAVAILABLE', message, { httpStatus: 503, cause })
    }
  }

  /** What was disclosed within the bounds, oldest first. */
  async read({ from, to }: RecordBounds): Promise<readonly AgencyDisclosure[]> {
    const options = { sort: { at: 1 }, projection: { _id: 0 } } as const
    return this.#collection()
      .find({ at: { $gte: from, $lt: to } }, options)
      .toArray()
  }

  /** A write that is lost is not repeated: there is no answer, and the hub says so. */
  async #write(items: readonly AgencyDisclosure[]): Promise<readonly null[]> {
    await this.#insertion.insert(items.map((item) => ({ _id: randomUUID(), ...item })))
    return items.map(() => null)
  }

  #collection() {
    return this.#connection.collection<AgencyDisclosure>(collectionName)
  }
}

/** Majority with journal, as everything is written here. */
function insertInto(connection: Connection) {
  return new OrderedInsertion({
    collection: collectionName,
    startSession: () => connection.getClient().startSession({ causalConsistency: false }),
    run: (command, session) => {
      if (!connection.db) throw new Error('The database is not connected')
      return connection.db.command(command, { session })
    },
  })
}
