import type { Connection, Model } from 'mongoose'
import { Schema } from 'mongoose'

import type {
  AssertedLinkDocument,
  ConflictDocument,
  DisputeDocument,
  LikenessDocument,
  PersonDocument,
  ProtectionQuestionDocument,
  RecordDocument,
  RecordLimit,
  StaffDocument,
  WithdrawalDocument,
} from './documents'
import type { KeyModels } from './keys/models'
import { createKeyModels } from './keys/models'
import type { LedgerModels } from './ledger/models'
import { createLedgerModels } from './ledger/models'

export interface IndexModels extends LedgerModels, KeyModels {
  readonly records: Model<RecordDocument>
  readonly withdrawals: Model<WithdrawalDocument>
  readonly likenesses: Model<LikenessDocument>
  readonly people: Model<PersonDocument>
  readonly assertedLinks: Model<AssertedLinkDocument>
  readonly conflicts: Model<ConflictDocument>
  readonly staff: Model<StaffDocument>
  readonly disputes: Model<DisputeDocument>
  readonly protectionQuestions: Model<ProtectionQuestionDocument>
}

/** The index's collections in its own database. */
export function createIndexModels(connection: Connection): IndexModels {
  return {
    ...createLedgerModels(connection),
    ...createKeyModels(connection),
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
  schema.index({ isCompared: 1, isLinked: 1 })
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
      lookups: { type: Buffer },
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
