/** An injury as a record keeps it. */
export interface InjuryRecord {
  readonly bodySite: string
  readonly intent?: string | null
}

/** True when an injury was told as an assault; null when nobody could tell or nothing was written. */
export function isAssault(intent: string | null | undefined): boolean | null {
  if (intent === null || intent === undefined) return null
  return ['UNDETERMINED', 'NOT_RECORDED'].includes(intent) ? null : intent === 'ASSAULT'
}
