import type { Logger } from '../../../common/observing/logger'
import type { LinkKey } from '../../../common/registration/link-tokens'
import type { IndexConnection } from '../index/index-client'
import type { RecordLoaders } from '../records/record-loaders'
import type { Repeating } from '../../../common/repeating'
import type { AgencyDatabase } from './agency-database'

/** Where an agency's records come from when they are not in its own database. */
export interface RecordSource {
  /** For one call of the hub. */
  createLoaders(): RecordLoaders
  /** Tells the index of the agency's people, until it is stopped. */
  startRegistering(): Repeating
}

/** What a source may work with: of the database only the marks of people are its own to write. */
export interface RecordSourceParts extends Pick<
  AgencyDatabase,
  'models' | 'collections' | 'outbox'
> {
  readonly index: IndexConnection
  readonly keys: { readonly linkKey: LinkKey; readonly nameKey: Uint8Array }
  readonly logger: Logger
}

export type OpenRecordSource = (parts: RecordSourceParts) => RecordSource
