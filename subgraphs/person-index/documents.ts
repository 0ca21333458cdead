/** A document with something that is sealed in it. */
export interface Sealed {
  readonly _id: string
  /** With how many of the index's own keys, noted when a key is rotated. */
  readonly keyCount?: number
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
  /** By what it looks for others, see `packLookups`; not there: by what it is found by, as before version 3 of a likeness. */
  readonly lookups?: Uint8Array
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
