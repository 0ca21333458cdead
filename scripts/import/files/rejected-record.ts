import type { ImportCode } from './import-error'

/** A record that cannot be stored; the message says what is wrong with it. */
export class RejectedRecord extends Error {
  readonly code: ImportCode

  constructor(problem: string, code: ImportCode = 'RECORD_INVALID') {
    super(problem)
    this.code = code
  }
}
