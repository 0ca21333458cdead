import type { Connection, Model } from 'mongoose'
import { Schema } from 'mongoose'

import type { Sealed } from '../documents'

/** A collection of documents with something that is sealed in them. */
export type SealedModel<Document extends Sealed> = Model<Document>

/** With how many of its own keys what the index stores is sealed. */
export interface KeyStateDocument {
  readonly _id: string
  readonly inForce: number
  /** How many it will be; null: nobody rotates a key. */
  readonly rotatingTo: number | null
}

/** What of an earlier version's was sealed in this database. */
export interface SealingDocument {
  readonly _id: string
}

export interface KeyModels {
  readonly sealings: Model<SealingDocument>
  readonly keyStates: Model<KeyStateDocument>
}

/** The collections of what is sealed, and with which keys. */
export function createKeyModels(connection: Connection): KeyModels {
  return {
    sealings: connection.model<SealingDocument>(
      'Sealing',
      new Schema<SealingDocument>({ _id: requiredText }, options),
      'sealings',
    ),
    keyStates: connection.model<KeyStateDocument>('KeyState', keyStateSchema(), 'key_states'),
  }
}

const options = { versionKey: false, strict: 'throw' } as const

const requiredText = { type: String, required: true, minlength: 1, maxlength: 500 } as const

function keyStateSchema() {
  return new Schema<KeyStateDocument>(
    {
      ...{ _id: requiredText, inForce: { type: Number, required: true } },
      rotatingTo: { type: Number, default: null },
    },
    options,
  )
}
