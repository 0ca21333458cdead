/** Path under which the person index tells the hub which links were undone. */
export const undoneLinksPath = '/undone-links'

/** Path under which it says from whom records are kept by now. */
export const keptFromPath = '/kept-from'

/** One of an agency's records, as the agency names it. */
export interface AgencyRecord {
  /** Code of the agency. */
  readonly agency: string
  readonly reference: string
}

/** Records that were held to be one person's, and are several people's now. */
export interface UndoneLink {
  /** Place of its entry in the index's ledger. */
  readonly seq: number
  /** Hub id of whom they were held to be. */
  readonly person: string
  /** Since when some of them were held to be one person's (ISO 8601, UTC). */
  readonly since: string
  /** When they were parted (ISO 8601, UTC). */
  readonly undoneAt: string
  /** The records of each of the people now, two people or more. */
  readonly sides: readonly (readonly AgencyRecord[])[]
}

/** What the hub asks: what was undone after a place of the ledger. */
export interface UndoneQuestion {
  /** 0: from the beginning. */
  readonly after: number
}

/** A part of the answer. */
export interface UndoneLinks {
  readonly undone: readonly UndoneLink[]
  /** Up to which place of the ledger that is all; what was asked for when there is nothing more. */
  readonly upTo: number
}

/** Somebody to whom records were disclosed, and why. */
export interface RecordRecipient {
  readonly homeAgency: string
  readonly staffId: string
  /** The user for whom a system asked; null: they asked themselves. */
  readonly onBehalfOf: string | null
  readonly purpose: string
  readonly caseReference: string
  /** What was disclosed to them. */
  readonly records: readonly AgencyRecord[]
}

/** From whom records are kept by now, recipient by recipient. */
export interface KeptRecords {
  /** Whether one of them is kept from the recipient. */
  readonly kept: readonly boolean[]
  /** Whether one of them is kept from anybody at all. */
  readonly limited: readonly boolean[]
}

/** Most recipients that are asked about at once. */
export const recipientsAtOnce = 50

/** Most records that are asked about with each of them. */
export const mostRecipientRecords = 500
