import type { Document } from './values'

/** An error as MongoDB reports it to a client: number, name, message and details. */
export class StoreError extends Error {
  readonly code: number
  readonly codeName: string
  /** Further fields of the reply, such as keyPattern and keyValue. */
  readonly details: Document

  constructor(code: number, codeName: string, message: string, details: Document = {}) {
    super(message)
    this.name = 'StoreError'
    this.code = code
    this.codeName = codeName
    this.details = details
  }
}

/** 2 BadValue. */
export function badValue(message: string): StoreError {
  return new StoreError(2, 'BadValue', message)
}

/** 9 FailedToParse. */
export function failedToParse(message: string): StoreError {
  return new StoreError(9, 'FailedToParse', message)
}

/** 14 TypeMismatch. */
export function typeMismatch(message: string): StoreError {
  return new StoreError(14, 'TypeMismatch', message)
}

/** 238 NotImplemented: MongoDB has it, this store says that it does not. */
export function notSupported(what: string): StoreError {
  return new StoreError(238, 'NotImplemented', `${what} is not supported by the embedded store`)
}

/** A MongoDB error that has a number but no name of its own. */
export function located(code: number, message: string): StoreError {
  return new StoreError(code, `Location${code}`, message)
}
