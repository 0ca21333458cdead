import type { DescribedPerson } from '../../common/likeness/described-person'

/** Who is searched for. */
export interface SearchedPerson {
  readonly known: DescribedPerson
  /** Years of birth, when the date is not known. */
  readonly years: readonly string[]
}

/** An index that is measured. */
export interface SearchedIndex {
  readonly name: string
  /** @param first number of the first of these people */
  readonly add: (people: readonly DescribedPerson[], first: number) => Promise<void>
  /** Hub ids of who may be meant, the best first, at most 20. */
  readonly search: (person: SearchedPerson) => Promise<readonly string[]>
}
