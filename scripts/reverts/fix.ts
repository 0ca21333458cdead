/** A fix, how to undo it, and the test that then fails. */
export interface Fix {
  /** What it is a fix of. */
  readonly name: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly fixed: string
  readonly reverted: string
  /** A test file, and the words its title starts with. */
  readonly test: readonly [file: string, title: string]
}
