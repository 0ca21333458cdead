/**
 * What a change does to those who ask. `BREAKS`: questions fail that worked. `WIDENS`: more is told than was
 * agreed to. `NARROWS`: less is told. `ADDS`: nothing that was asked before is answered otherwise.
 */
export type Effect = 'BREAKS' | 'WIDENS' | 'NARROWS' | 'ADDS'

interface Sort {
  readonly effect: Effect
  /** What has changed, for a table. */
  readonly what: string
}

/** Every sort of change that is told apart. */
export const sorts = {
  TYPE_REMOVED: { effect: 'BREAKS', what: 'a type is gone' },
  TYPE_CHANGED_KIND: { effect: 'BREAKS', what: 'a type is of another kind, as an enum for a text' },
  FIELD_REMOVED: { effect: 'BREAKS', what: 'a field is gone, or has another name' },
  FIELD_CHANGED_KIND: {
    effect: 'BREAKS',
    what: 'a field is of another type, a list no longer, or may now be null',
  },
  VALUE_REMOVED_FROM_ENUM: { effect: 'BREAKS', what: 'a word of a code list is gone' },
  ARG_REMOVED: { effect: 'BREAKS', what: 'an argument is gone, or has another name' },
  ARG_CHANGED_KIND: { effect: 'BREAKS', what: 'an argument takes another type, or must be given' },
  REQUIRED_ARG_ADDED: { effect: 'BREAKS', what: 'an argument is new and must be given' },
  ARG_DEFAULT_VALUE_CHANGE: {
    effect: 'BREAKS',
    what: 'an argument that is left out means something else',
  },
  REQUIRED_INPUT_FIELD_ADDED: { effect: 'BREAKS', what: 'an input has a field that must be given' },
  REQUIREMENT_CHANGED: {
    effect: 'WIDENS',
    what: 'a field asks the hub for other things (`@requires`)',
  },
  CATEGORY_ADDED: {
    effect: 'NARROWS',
    what: 'a field is classified as more than before: fewer may be told',
  },
  CATEGORY_REMOVED: {
    effect: 'WIDENS',
    what: 'a field is classified as less than before: more may be told',
  },
  ROWS_CHANGED: { effect: 'WIDENS', what: 'the rows of a list are of other categories' },
  OTHER: { effect: 'BREAKS', what: 'anything else that graphql-js calls breaking or dangerous' },
  VALUE_ADDED_TO_ENUM: { effect: 'ADDS', what: 'a code list has a new word' },
  OPTIONAL_ARG_ADDED: { effect: 'ADDS', what: 'an argument is new and may be left out' },
  OPTIONAL_INPUT_FIELD_ADDED: { effect: 'ADDS', what: 'an input has a field that may be left out' },
  FIELD_ADDED: { effect: 'ADDS', what: 'a field is new' },
} as const satisfies Readonly<Record<string, Sort>>

/** One sort of change. */
export type ChangeSort = keyof typeof sorts

/** One difference between what is in force and what is to be published. */
export interface SchemaChange {
  readonly sort: ChangeSort
  /** Where, as in `HomeVisit.uprn`, `Outcome.REFUSED` or `View.visits(first:)`. */
  readonly at: string
  /** A sentence. */
  readonly says: string
}
