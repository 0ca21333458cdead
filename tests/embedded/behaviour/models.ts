import { type InferSchemaType, Schema } from 'mongoose'

/** What records refer to. */
export const agencySchema = new Schema({ name: { type: String, required: true } })

/** A record with every kind of field, rule and default that the hub's schemas have. */
export const recordSchema = new Schema(
  {
    reference: { type: String, required: true, trim: true, uppercase: true },
    familyName: String,
    dateOfBirth: Date,
    risk: { type: String, enum: ['LOW', 'MEDIUM', 'HIGH'], default: 'LOW' },
    visits: { type: Number, default: 0, min: 0 },
    home: { line: String, district: String },
    aliases: [String],
    contacts: [new Schema({ kind: String, value: String })],
    extras: { type: Map, of: String },
    agency: { type: Schema.Types.ObjectId, ref: 'Agency' },
  },
  { timestamps: true },
)

/** A person for upserts: the reference is unique. */
export const personSchema = new Schema({
  reference: { type: String, unique: true },
  name: String,
  visits: Number,
  first: Date,
  tags: { type: [String], default: undefined },
  home: { type: new Schema({ district: String }, { _id: false }) },
})
export type Person = InferSchemaType<typeof personSchema>

/** A person for queries: lists of values and of documents, dates, fields that may be missing. */
export const visitorSchema = new Schema({
  name: String,
  age: Number,
  tags: { type: [String], default: undefined },
  home: { type: new Schema({ district: String, rooms: Number }, { _id: false }) },
  visits: {
    type: [new Schema({ site: String, days: Number }, { _id: false })],
    default: undefined,
  },
  seen: Date,
})
export type Visitor = InferSchemaType<typeof visitorSchema>

/** Indexes as schemas declare them: on a field, unique, and of several fields. */
export const indexedSchema = new Schema({
  reference: { type: String, unique: true },
  familyName: { type: String, index: true },
  dateOfBirth: Date,
})
indexedSchema.index({ familyName: 1, dateOfBirth: -1 })

/** The types that JavaScript has no word for. */
export const valueSchema = new Schema({
  exact: Schema.Types.Decimal128,
  large: BigInt,
  uuid: Schema.Types.UUID,
  bytes: Buffer,
  anything: Schema.Types.Mixed,
})
