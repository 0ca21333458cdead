import type { MongoClient } from 'mongodb'
import type { Requirement } from './requirements'

/** A document of a specification file, after extended JSON is read. */
export type Fields = Readonly<Record<string, unknown>>

/** The server that cases are run against. */
export interface Target {
  readonly uri: string
  /** Prepares data and reads what became of it; never carries out the operation under test. */
  readonly client: MongoClient
}

/** One test of the specification. */
export interface SpecCase {
  readonly file: string
  readonly description: string
  /** Of each list, at least one must be met; an empty list asks for nothing. */
  readonly requirements: readonly (readonly Requirement[])[]
  /**
   * Whether only the driver can raise the error that the test expects: a server cannot report
   * one for a write that is not acknowledged.
   */
  readonly isDriversOwn: boolean
  /** What the test does, for finding out which capabilities it uses. */
  readonly operations: readonly Fields[]
  /** Resolves when the server did as the test says. @throws Mismatch when it did not */
  run(target: Target): Promise<void>
}

/** What a server did is not what the test says it must do. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch'
}

/** Returns the value as fields; @throws TypeError when it is not a document */
export function asFields(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new TypeError(`not a document: ${JSON.stringify(value)}`)
}

/** Returns the value as a list of documents; a missing value is an empty list. */
export function asList(value: unknown): readonly Fields[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.map(asFields)
  throw new TypeError(`not a list: ${JSON.stringify(value)}`)
}
