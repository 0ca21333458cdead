import type { Connection, Model } from 'mongoose'
import { Schema } from 'mongoose'

import type { PairDecision, PairDocument, SecondLook } from './pair'
import type { LedgerAct } from './entry'

/** An entry of the ledger as it is kept. */
export interface LedgerDocument {
  /** Its place: from 1, without a gap. */
  readonly _id: number
  readonly at: Date
  readonly type: LedgerAct['type']
  readonly act: LedgerAct
}

export interface LedgerModels {
  readonly ledger: Model<LedgerDocument>
  readonly pairs: Model<PairDocument>
}

/** The collections of what is believed, and since when. */
export function createLedgerModels(connection: Connection): LedgerModels {
  return {
    ledger: connection.model<LedgerDocument>('LedgerEntry', ledgerSchema(), 'ledger'),
    pairs: connection.model<PairDocument>('Pair', pairSchema(), 'pairs'),
  }
}

const options = { versionKey: false, strict: 'throw', minimize: false } as const

const requiredText = { type: String, required: true, minlength: 1, maxlength: 500 } as const

function ledgerSchema() {
  const schema = new Schema<LedgerDocument>(
    {
      _id: { type: Number, required: true },
      at: { type: Date, required: true },
      type: requiredText,
      act: { type: Schema.Types.Mixed, required: true },
    },
    options,
  )
  schema.index({ 'act.assigned.key': 1 })
  schema.index({ 'act.assigned.personId': 1 })
  schema.index({ 'act.records.key': 1 })
  return schema
}

function pairSchema() {
  const flag = { type: Boolean, default: false } as const
  const schema = new Schema<PairDocument>(
    {
      ...{ _id: requiredText, keys: { type: [String], required: true } },
      ...{ levels: { type: [Number], default: [] }, bits: { type: Number, default: null } },
      startBits: { type: Number, default: null },
      modelVersion: { type: String, default: null },
      ...{ status: requiredText, link: requiredText },
      ...{ isApart: flag, isSample: flag, isOpen: flag },
      doubtKeys: { type: [String], default: [] },
      since: { type: Date, default: null },
      isApplied: { type: Boolean, default: true },
      decisions: { type: [decisionSchema()], default: [] },
      secondDue: { type: [String], default: [] },
      second: { type: secondLookSchema(), default: null },
    },
    options,
  )
  schema.index({ keys: 1 })
  schema.index({ doubtKeys: 1 })
  schema.index({ isOpen: 1, since: 1 })
  schema.index({ isApplied: 1 })
  schema.index({ secondDue: 1 })
  return schema
}

function secondLookSchema() {
  const levels = { type: [Number], required: true } as const
  return new Schema<SecondLook>({ levels, at: { type: Date, required: true } }, { _id: false })
}

function decisionSchema() {
  return new Schema<PairDecision>(
    {
      seq: { type: Number, required: true },
      ...{ outcome: requiredText, staffId: requiredText, homeAgency: requiredText },
      system: { type: String, maxlength: 500 },
      reason: requiredText,
      at: { type: Date, required: true },
      isInForce: { type: Boolean, required: true },
    },
    { _id: false },
  )
}
