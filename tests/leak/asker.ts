/** Who asks for what. */
export interface Asker {
  readonly role: string
  readonly purpose: string
  /** Whether their enquiry states what agreements may require: a public-interest test and the like. */
  readonly states: boolean
}

/** What one agency gives nobody, or not this asker, about somebody. */
export interface Exception {
  /** The agency's field on Person. */
  readonly field: string
  readonly kept: 'everything' | 'addresses'
}

/** What is kept of somebody, however one comes to them. */
export interface Kept {
  readonly exceptions: readonly Exception[]
  /** Never told beside others, or at an address. */
  readonly isNeverBeside: boolean
}
