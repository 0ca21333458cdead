/** How far a pair of records has come; each stage holds until the next one. */
export const stages = ['NONE', 'FIRST', 'LINKED', 'PROPOSED', 'PARTED'] as const

export type Stage = (typeof stages)[number]

/** Two records of one person at two agencies. */
export interface RecordPair {
  /** Names it, and everything in it follows from it. */
  readonly id: number
  /** By a number that both have, or by name, date and place alone. */
  readonly kind: 'NUMBER' | 'LIKENESS'
  /** Last stage that the index has acknowledged. */
  acknowledged: Stage
  /** Stage that was asked for and not acknowledged; null: none. */
  underWay: Stage | null
}

/** All pairs so far. */
export class Pairs {
  readonly all: RecordPair[] = []

  /** The next pair, of which nothing is registered yet. */
  begin(): RecordPair {
    const id = this.all.length
    const kind = id % 2 === 0 ? 'NUMBER' : 'LIKENESS'
    const pair: RecordPair = { id, kind, acknowledged: 'NONE', underWay: null }
    this.all.push(pair)
    return pair
  }
}

/** What is done next; null: nothing, of some pairs the records stay one person's. */
export function nextStage({ id, kind, acknowledged }: RecordPair): Stage | null {
  if (acknowledged === 'NONE') return 'FIRST'
  if (acknowledged === 'FIRST') return 'LINKED'
  const staysOne = id % 3 === 0
  if (acknowledged === 'LINKED' && !staysOne) return kind === 'NUMBER' ? 'PROPOSED' : 'PARTED'
  return acknowledged === 'PROPOSED' ? 'PARTED' : null
}

/** A case reference number that only this pair has. */
export function crnOf({ id }: Pick<RecordPair, 'id'>): string {
  return `X${100_000 + id}`
}

/** Why a manager parts the pair; no other decision has the same words. */
export function reasonFor({ id }: Pick<RecordPair, 'id'>, stage: Stage): string {
  return `Parted in the kill loop, pair ${id}, ${stage.toLowerCase()}`
}

/** Keys of both records in the index. */
export function keysOf({ id }: Pick<RecordPair, 'id'>): readonly [string, string] {
  return [`${agencies[0]}/N-${id}`, `${agencies[1]}/S-${id}`]
}

/** The agencies whose records they are. */
export const agencies = ['northshire-police', 'st-annes-hospital'] as const
