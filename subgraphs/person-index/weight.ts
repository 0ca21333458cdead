import type { Weight } from './matching/linkable-record'
import type { RecordDocument } from './documents'

/** Records of full weight, as `weightOf` says it of one: as a filter of them. */
export const ofFullWeight = { $nor: [{ isHeld: true }, { 'hiding.0': { $exists: true } }] }

/** A record that some may not know of must not tie others together: they could tell by that. */
export function weightOf({
  isHeld = false,
  hiding = [],
}: Pick<RecordDocument, 'isHeld' | 'hiding'>): Weight {
  if (isHeld) return 'NONE'
  return hiding.length > 0 ? 'FOLLOWS' : 'FULL'
}
