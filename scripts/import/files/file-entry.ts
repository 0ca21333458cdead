import type { ImportCode } from './import-error'

/** One entry of an import file: what it holds, or why it cannot be read. */
export type FileEntry = {
  /** The line of an .ndjson or .csv file, or the place in the list of a .json file, from 1. */
  readonly place: number
} & ({ readonly value: unknown } | EntryProblem)

/** Why an entry cannot be read. */
export interface EntryProblem {
  readonly problem: string
  readonly code: ImportCode
}
