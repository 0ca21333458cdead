import type { Connection, Model } from 'mongoose'
import { Schema } from 'mongoose'

import type { LedgerModels } from './ledger/models'
import { createLedgerModels } from './ledger/models'

/** A document with something that is sealed in it. */
export interface Sealed {
  readonly _id: string
  /** With how many of the index's own keys, noted when a key is rotated. */
  readonly keyCount?: number
}

/** A collection of documents with something that is sealed in them. */
export type SealedModel<Document extends Sealed> = Model<Document>

/** With how many of its own keys what the index stores is sealed. */
export interface KeyStateDocument {
  readonly _id: string
  readonly inForce: number
  /** How many it will be; null: nobody rotates a key. */
  readonly rotatingTo: number | null
}

/** A local record of an agency: keyed tokens and the person it was linked to. */
export interface RecordDocument extends Sealed {
  /** `<agency>/<keyed hash of the agency's reference>`: see `ReferenceSealer`. */
  readonly _id: string
  readonly agency: string
  /** The agency's reference, encrypted. */
  readonly sealedRef: string
  readonly tokens: string[]
  readonly addresses: string[]
  readonly postcodes?: string[]
  /** Compared with those of staff who ask; never searched. */
  readonly households?: string[]
  /** True when the person must not be found by any address. */
  readonly isAddressProtected?: boolean
  /** From whom it is kept that the record is there: staff as keyed tokens. */
  readonly hiding?: RecordLimit[]
  /** True while it links nobody because its agency's registrations dispute too many people. */
  readonly isHeld?: boolean
  /** Of the registration that it was last described by; null: its agency numbers none. */
  readonly sequence?: number | null
  /** Since when it has these identifiers. */
  readonly tokensSince?: Date | null
  /** When its agency asked about its protection; null: not since it has these identifiers. */
  readonly protectionAskedAt?: Date | null
  /** What its agency has taken to be the answer. */
  readonly toldProtected?: boolean | null
  /** True when its agency has said by what it is found by name, which then stands in `likenesses`. */
  readonly isSearchable?: boolean
  readonly personId: string | null
  /** Place in the order in which records were first registered. */
  readonly order: number
  /** False from the moment it was registered until its person is settled. */
  readonly isLinked: boolean
  /** False from the moment its likeness changed until it is compared with others; absent or null: likewise. */
  readonly isCompared?: boolean | null
}

/** A record that its agency took back: what was sent before that must not bring it again. */
export interface WithdrawalDocument {
  /** Of the record. */
  readonly _id: string
  readonly sequence: number
}

/** By what a record is found by name: nothing in it can be read without both keys. */
export interface LikenessDocument extends Sealed {
  /** Of the record. */
  readonly _id: string
  /** Keys of two values or more, hashed under the agencies' key and then under the index's. */
  readonly keys: number[]
  readonly placeKeys: number[]
  /** Tokens of single values, encrypted under the index's key: see `LikenessSealer`. */
  readonly values: Uint8Array
}

/** Staff who must not know of a record, or who alone may, and the grounds on which anybody may. */
export interface RecordLimit {
  readonly excludedStaff: string[]
  readonly restrictedToStaff: string[] | null
  readonly onlyOnGrounds?: string[] | null
}

/** A member of staff as far as they can be somebody the hub knows: keyed tokens. */
export interface StaffDocument extends Sealed {
  /** `<home agency>/<staff id>`. */
  readonly _id: string
  readonly tokens: string[]
  readonly households: string[]
}

/** A person: an opaque id and its age. No attribute at all. */
export interface PersonDocument {
  readonly _id: string
  readonly order: number
  /** Keys of its own records when they became another person's: they say where it leads. */
  readonly mergedRecords: string[]
}

/** A named member of staff's word that two local records are one person. */
export interface AssertedLinkDocument {
  readonly _id: string
  /** The keys of both records. */
  readonly keys: string[]
  readonly assertedBy: string
  readonly reason: string
  readonly assertedAt: Date
  /** False until the index has taken it into account. */
  readonly isApplied: boolean
}

/** Evidence that was not followed, for a person to look at. */
export interface ConflictDocument {
  readonly _id: string
  readonly evidence: string
  readonly records: string[]
}

/** People whom an agency's registrations put in dispute. */
export interface DisputeDocument {
  readonly _id: string
  readonly agency: string
  readonly at: Date
  readonly people: string[]
  /** How many registrations were put off with it. */
  readonly held: number
}

/** An agency's question whom others protect. */
export interface ProtectionQuestionDocument {
  readonly _id: string
  readonly agency: string
  readonly at: Date
  /** How many references it asked about. */
  readonly asked: number
  /** How many it was told of without asking, because the answer changed. */
  readonly changed: number
  /** Keyed digest of the SHA-256 (hexadecimal) of all of them, sorted, one a line; base64url. */
  readonly digest: string
}

/** What of an earlier version's was sealed in this database. */
export interface SealingDocument {
  readonly _id: string
}

export interface IndexModels extends LedgerModels {
  readonly records: Model<RecordDocument>
  readonly withdrawals: Model<WithdrawalDocument>
  readonly likenesses: Model<LikenessDocument>
  readonly people: Model<PersonDocument>
  readonly assertedLinks: Model<AssertedLinkDocument>
  readonly conflicts: Model<ConflictDocument>
  readonly staff: Model<StaffDocument>
  readonly disputes: Model<DisputeDocument>
  readonly protectionQuestions: Model<ProtectionQuestionDocument>
  readonly sealings: Model<SealingDocument>
  readonly keyStates: Model<KeyStateDocument>
}

/** The index's collections in its own database. */
export function createIndexModels(connection: Connection): IndexModels {
  return {
    ...createLedgerModels(connection),
    records: connection.model<RecordDocument>('Record', recordSchema(), 'records'),
    withdrawals: connection.model<WithdrawalDocument>(
      'Withdrawal',
      withdrawalSchema(),
      'withdrawals',
    ),
    likenesses: connection.model<LikenessDocument>('Likeness', likenessSchema(), 'likenesses'),
    people: connection.model<PersonDocument>('Person', personSchema(), 'people'),
    assertedLinks: connection.model<AssertedLinkDocument>(
      'AssertedLink',
      assertedLinkSchema(),
      'asserted_links',
    ),
    conflicts: connection.model<ConflictDocument>('Conflict', conflictSchema(), 'conflicts'),
    staff: connection.model<StaffDocument>('Staff', staffSchema(), 'staff'),
    disputes: connection.model<DisputeDocument>('Dispute', disputeSchema(), 'disputes'),
    protectionQuestions: connection.model<ProtectionQuestionDocument>(
      'ProtectionQuestion',
      protectionQuestionSchema(),
      'protection_questions',
    ),
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

function recordSchema() {
  const schema = new Schema<RecordDocument>(
    {
      _id: requiredText,
      agency: requiredText,
      sealedRef: requiredText,
      tokens: { type: [String], required: true },
      addresses: { type: [String], required: true },
      postcodes: { type: [String], default: [] },
      households: { type: [String], default: [] },
      isAddressProtected: { type: Boolean, default: false },
      hiding: { type: [recordLimitSchema()], default: [] },
      isHeld: { type: Boolean, default: false },
      sequence: { type: Number, default: null },
      tokensSince: { type: Date, default: null },
      protectionAskedAt: { type: Date, default: null },
      toldProtected: { type: Boolean, default: null },
      isSearchable: { type: Boolean, default: false },
      personId: { type: String, default: null },
      order: { type: Number, required: true },
      isLinked: { type: Boolean, required: true },
      isCompared: { type: Boolean, default: false },
      keyCount: { type: Number },
    },
    options,
  )
  schema.index({ tokens: 1 })
  schema.index({ addresses: 1 })
  schema.index({ postcodes: 1 })
  schema.index({ personId: 1 })
  schema.index({ isLinked: 1 })
  schema.index({ isCompared: 1 })
  schema.index({ isAddressProtected: 1 })
  schema.index({ agency: 1, toldProtected: 1 })
  schema.index({ isSearchable: 1 })
  return schema
}

function recordLimitSchema() {
  const list = { type: [String], default: null } as const
  const lists = { excludedStaff: list, restrictedToStaff: list, onlyOnGrounds: list }
  return new Schema<RecordLimit>(lists, { _id: false })
}

function withdrawalSchema() {
  const sequence = { type: Number, required: true } as const
  return new Schema<WithdrawalDocument>({ _id: requiredText, sequence }, options)
}

function likenessSchema() {
  const numbers = { type: [Number], required: true } as const
  const schema = new Schema<LikenessDocument>(
    {
      _id: requiredText,
      ...{ keys: numbers, placeKeys: numbers, values: { type: Buffer, required: true } },
      keyCount: { type: Number },
    },
    options,
  )
  schema.index({ keys: 1 })
  schema.index({ placeKeys: 1 })
  return schema
}

function staffSchema() {
  const list = { type: [String], required: true } as const
  const keyCount = { type: Number } as const
  const fields = { _id: requiredText, tokens: list, households: list, keyCount }
  return new Schema<StaffDocument>(fields, options)
}

function personSchema() {
  return new Schema<PersonDocument>(
    {
      _id: requiredText,
      order: { type: Number, required: true },
      mergedRecords: { type: [String], default: [], index: true },
    },
    options,
  )
}

function assertedLinkSchema() {
  const schema = new Schema<AssertedLinkDocument>(
    {
      _id: requiredText,
      keys: { type: [String], required: true },
      assertedBy: requiredText,
      reason: requiredText,
      assertedAt: { type: Date, required: true },
      isApplied: { type: Boolean, required: true },
    },
    options,
  )
  schema.index({ keys: 1 })
  schema.index({ isApplied: 1 })
  return schema
}

function conflictSchema() {
  const schema = new Schema<ConflictDocument>(
    { _id: requiredText, evidence: requiredText, records: { type: [String], required: true } },
    options,
  )
  schema.index({ records: 1 })
  return schema
}

function disputeSchema() {
  const schema = new Schema<DisputeDocument>(
    {
      ...{ _id: requiredText, agency: requiredText, at: { type: Date, required: true } },
      people: { type: [String], required: true },
      held: { type: Number, required: true },
    },
    options,
  )
  schema.index({ agency: 1, at: 1 })
  return schema
}

function protectionQuestionSchema() {
  const count = { type: Number, required: true } as const
  const schema = new Schema<ProtectionQuestionDocument>(
    {
      ...{ _id: requiredText, agency: requiredText, at: { type: Date, required: true } },
      ...{ asked: count, changed: count, digest: requiredText },
    },
    options,
  )
  schema.index({ agency: 1, at: 1 })
  return schema
}

function keyStateSchema() {
  return new Schema<KeyStateDocument>(
    {
      ...{ _id: requiredText, inForce: { type: Number, required: true } },
      rotatingTo: { type: Number, default: null },
    },
    options,
  )
}
