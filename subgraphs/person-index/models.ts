import type { Connection, Model } from 'mongoose'
import { Schema } from 'mongoose'

/** A local record of an agency: keyed tokens and the person it was linked to. */
export interface RecordDocument {
  /** `<agency>/<local reference>`. */
  readonly _id: string
  readonly agency: string
  readonly ref: string
  readonly tokens: string[]
  readonly addresses: string[]
  /** Compared with those of staff who ask; never searched. */
  readonly households?: string[]
  /** True when the person must not be found by any address. */
  readonly isAddressProtected?: boolean
  readonly personId: string | null
  /** Place in the order in which records were first registered. */
  readonly order: number
  /** False from the moment it was registered until its person is settled. */
  readonly isLinked: boolean
}

/** A member of staff as far as they can be somebody the hub knows: keyed tokens. */
export interface StaffDocument {
  /** `<home agency>/<staff id>`. */
  readonly _id: string
  readonly tokens: string[]
  readonly households: string[]
}

/** A person: an opaque id and its age. No attribute at all. */
export interface PersonDocument {
  readonly _id: string
  readonly order: number
  /** The older id it merged into. */
  readonly redirectsTo: string | null
}

/** A named member of staff's word that two local records are one person. */
export interface AssertedLinkDocument {
  readonly _id: string
  readonly a: { readonly agency: string; readonly ref: string }
  readonly b: { readonly agency: string; readonly ref: string }
  /** The keys of both records, for finding links by either end. */
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

export interface IndexModels {
  readonly records: Model<RecordDocument>
  readonly people: Model<PersonDocument>
  readonly assertedLinks: Model<AssertedLinkDocument>
  readonly conflicts: Model<ConflictDocument>
  readonly staff: Model<StaffDocument>
}

/** The index's collections in its own database. */
export function createIndexModels(connection: Connection): IndexModels {
  return {
    records: connection.model<RecordDocument>('Record', recordSchema(), 'records'),
    people: connection.model<PersonDocument>('Person', personSchema(), 'people'),
    assertedLinks: connection.model<AssertedLinkDocument>(
      'AssertedLink',
      assertedLinkSchema(),
      'asserted_links',
    ),
    conflicts: connection.model<ConflictDocument>('Conflict', conflictSchema(), 'conflicts'),
    staff: connection.model<StaffDocument>('Staff', staffSchema(), 'staff'),
  }
}

const options = { versionKey: false, strict: 'throw' } as const

const requiredText = { type: String, required: true, minlength: 1, maxlength: 500 } as const

function recordSchema() {
  const schema = new Schema<RecordDocument>(
    {
      _id: requiredText,
      agency: requiredText,
      ref: requiredText,
      tokens: { type: [String], required: true },
      addresses: { type: [String], required: true },
      households: { type: [String], default: [] },
      isAddressProtected: { type: Boolean, default: false },
      personId: { type: String, default: null },
      order: { type: Number, required: true },
      isLinked: { type: Boolean, required: true },
    },
    options,
  )
  schema.index({ tokens: 1 })
  schema.index({ addresses: 1 })
  schema.index({ personId: 1 })
  schema.index({ isLinked: 1 })
  schema.index({ isAddressProtected: 1 })
  return schema
}

function staffSchema() {
  const list = { type: [String], required: true } as const
  return new Schema<StaffDocument>({ _id: requiredText, tokens: list, households: list }, options)
}

function personSchema() {
  const schema = new Schema<PersonDocument>(
    {
      _id: requiredText,
      order: { type: Number, required: true },
      redirectsTo: { type: String, default: null },
    },
    options,
  )
  schema.index({ redirectsTo: 1 })
  return schema
}

function assertedLinkSchema() {
  const end = () => new Schema({ agency: requiredText, ref: requiredText }, { _id: false })
  const schema = new Schema<AssertedLinkDocument>(
    {
      _id: requiredText,
      a: { type: end(), required: true },
      b: { type: end(), required: true },
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
