import type { DescribedPerson } from '../../common/likeness/described-person'

/** Who is searched for. */
export interface SearchedPerson {
  readonly known: DescribedPerson
  /** Years of birth, when the date is not known. */
  readonly years: readonly string[]
}

/** Somebody who is put into an index, by their number. */
export interface KnownPerson {
  readonly place: number
  readonly person: DescribedPerson
}

/** An index that is measured. */
export interface SearchedIndex {
  readonly name: string
  readonly add: (people: readonly KnownPerson[]) => Promise<void>
  /** Hub ids of who may be meant, the best first, at most 20. */
  readonly search: (person: SearchedPerson) => Promise<readonly string[]>
}
