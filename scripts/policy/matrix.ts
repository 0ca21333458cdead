import type { Policy, PolicyRow } from '../../policies/policy'

/** One line of the matrix, in words. */
export interface MatrixLine {
  readonly source: string
  readonly version: string
  readonly inForce: string
  readonly recipient: string
  readonly purpose: string
  readonly discloses: string
  readonly withholds: string
  readonly requires: string
  readonly legalPower: string
  readonly condition: string
  readonly handling: string
}

/** Which lines are wanted; what is left out narrows nothing. */
export interface MatrixFilter {
  readonly source?: string | undefined
  readonly role?: string | undefined
  readonly purpose?: string | undefined
}

/** The headings of the matrix, in the order of its columns. */
export const headings: Readonly<Record<keyof MatrixLine, string>> = {
  source: 'Source',
  version: 'Agreement',
  inForce: 'In force',
  recipient: 'Recipient role',
  purpose: 'Purpose',
  discloses: 'Discloses',
  withholds: 'Keeps back',
  requires: 'The enquiry states',
  legalPower: 'Legal power',
  condition: 'Condition',
  handling: 'Handling',
}

/**
 * The sentences of the agreements, by source in the order of the files.
 * @throws Error that lists the words there are when the filter names one that no sentence has.
 */
export function matrixOf(policy: Policy, filter: MatrixFilter = {}): readonly MatrixLine[] {
  const lines = [...policy.agreements].flatMap(([source, { version, rows }]) =>
    rows.map((row) => ({ source, version, ...describeRow(row) })),
  )
  checkWord(
    'source',
    filter.source,
    lines.map(({ source }) => source),
  )
  checkWord(
    'role',
    filter.role,
    lines.map(({ recipient }) => recipient),
  )
  checkWord(
    'purpose',
    filter.purpose,
    lines.map(({ purpose }) => purpose),
  )
  return lines.filter(
    ({ source, recipient, purpose }) =>
      isWanted(filter.source, source) &&
      isWanted(filter.role, recipient) &&
      isWanted(filter.purpose, purpose),
  )
}

function checkWord(what: string, word: string | undefined, known: readonly string[]): void {
  if (word === undefined || known.includes(word)) return
  const words = [...new Set(known)].toSorted().join(', ')
  throw new Error(`No sentence has the ${what} "${word}". There are: ${words}`)
}

function isWanted(word: string | undefined, value: string): boolean {
  return word === undefined || word === value
}

function describeRow(row: PolicyRow) {
  return {
    inForce: `${row.inForceFrom} to ${row.inForceUntil}`,
    recipient: row.recipientRole,
    purpose: row.purpose ?? 'any',
    discloses: [...row.discloses, ...(row.showsSpent ? ['spent convictions'] : [])].join(', '),
    withholds: row.withholds.join(', '),
    requires: row.requires.join(', '),
    legalPower: row.legalPower,
    condition: row.condition,
    handling: row.handling,
  }
}
