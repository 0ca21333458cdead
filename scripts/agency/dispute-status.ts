import type { DisputeDocument } from '../../subgraphs/person-index/documents'

/** How far back a status looks: 30 days, in milliseconds. */
export const disputesShownMs = 30 * 24 * 60 * 60 * 1000

/** What an agency's registrations have disputed, a line each; nothing when there is nothing to review. */
export function describeDisputes(
  code: string,
  disputes: readonly Pick<DisputeDocument, 'at' | 'people' | 'held'>[],
): readonly string[] {
  if (disputes.length === 0) return []
  return [
    `For review: registrations of ${code} dispute who people are.`,
    ...disputes.map(({ at, people, held }) => {
      const waiting = held > 0 ? `, ${held} registrations put off` : ''
      return `  ${at.toISOString()}  ${people.length} people put in dispute${waiting}`
    }),
  ]
}
