import type { Collection } from 'mongodb'
import { type Format, verifyMatch } from './matching'
import type { Fields } from './spec-case'

/** Returns when the collection holds just these documents. @throws Mismatch otherwise */
export async function verifyCollection(
  collection: Collection,
  expected: readonly Fields[],
  format: Format,
): Promise<void> {
  const actual = await collection.find().sort({ _id: 1 }).toArray()
  verifyMatch({ documents: expected }, { documents: actual }, format)
}
