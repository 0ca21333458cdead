/** How two records agree in a field; a smaller number above 0 is better. */
export const level = {
  /** One of them has no value: it says nothing. */
  missing: 0,
  exact: 1,
  /** One character more, less, other or exchanged with its neighbour. */
  slip: 2,
  /** Alike: the same sound, beginning or end; two of the three parts of a date. */
  close: 3,
  /** A part agrees: the initial, the year, the area. */
  part: 4,
  different: 5,
  /** Each value stands in the other's place, as given name and family name. */
  swapped: 6,
} as const

export type Level = (typeof level)[keyof typeof level]

/** How many levels there are, the missing one included. */
export const levelCount = 7

export const levelNames = Object.keys(level) as readonly (keyof typeof level)[]
