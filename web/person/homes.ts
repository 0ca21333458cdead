import type { TimelineEvent } from './events'

/** A stay at an address, as one agency has it. */
export interface Stay {
  readonly uprn: string
  readonly what: string
  readonly from: string
  readonly to: string
  readonly agencyName: string
}

const stayKinds = new Set(['TENANCY', 'HOUSEHOLD', 'ADDRESS'])

/** Where the person lives or lived, newest first. */
export function staysOf(events: readonly TimelineEvent[]): readonly Stay[] {
  return events
    .filter(({ kind, uprn }) => stayKinds.has(kind) && uprn !== '')
    .map(({ uprn, kindWords, part, at, until, agencyName }) => ({
      uprn,
      what: [kindWords, part].filter(Boolean).join(': '),
      from: at?.text ?? 'Not known',
      to: until?.text ?? 'Not ended',
      agencyName,
    }))
}
