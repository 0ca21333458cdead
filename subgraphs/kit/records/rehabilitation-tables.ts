/** A period in months for somebody convicted as an adult, and under 18. */
export interface Period {
  readonly adult: number
  readonly youth: number
}

/** Custody up to this many months, both included, and the months after it; null: never spent. */
export interface CustodyBand {
  readonly upToMonths: number
  readonly after: Period | null
  /** Offences for which this band is never spent. */
  readonly neverFor?: ReadonlySet<string>
}

/** The rules of one time; they hold for convictions of any time while they are the law. */
export interface RehabilitationTable {
  /** First day, as in 2023-10-28. */
  readonly from: string
  readonly source: string
  /** Periods count from the end of the sentence, or, before 2014, from conviction. */
  readonly countsFrom: 'END_OF_SENTENCE' | 'CONVICTION'
  readonly custody: readonly CustodyBand[]
  readonly communityOrder: Period
  readonly fine: Period
  readonly conditionalDischarge: Period
  readonly absoluteDischarge: Period
  readonly conditionalCaution: Period
}

const both = (months: number): Period => ({ adult: months, youth: months })
const anyLength = Number.POSITIVE_INFINITY

/**
 * Violent offences of Sentencing Act 2020 Sch 18 among the codes the partnership uses; a doubtful one
 * (008/67) counts as one of them until the data protection officers have said otherwise.
 */
const schedule18: ReadonlySet<string> = new Set([
  ...['003/01', '004/01', '005/01', '008/01', '008/06', '008/30', '008/65', '008/66', '008/67'],
  ...['008/77', '066/01'],
])

/** Newest first. @see Rehabilitation of Offenders Act 1974 s.5 and Sch 2 */
export const rehabilitationTables: readonly RehabilitationTable[] = [
  {
    from: '2023-10-28',
    source: 'Police, Crime, Sentencing and Courts Act 2022 s.193',
    countsFrom: 'END_OF_SENTENCE',
    custody: [
      { upToMonths: 12, after: { adult: 12, youth: 6 } },
      { upToMonths: 48, after: { adult: 48, youth: 24 } },
      { upToMonths: anyLength, after: { adult: 84, youth: 42 }, neverFor: schedule18 },
    ],
    communityOrder: both(0),
    fine: { adult: 12, youth: 6 },
    conditionalDischarge: both(0),
    absoluteDischarge: both(0),
    conditionalCaution: both(3),
  },
  {
    from: '2014-03-10',
    source: 'Legal Aid, Sentencing and Punishment of Offenders Act 2012 s.139',
    countsFrom: 'END_OF_SENTENCE',
    custody: [
      { upToMonths: 6, after: { adult: 24, youth: 18 } },
      { upToMonths: 30, after: { adult: 48, youth: 24 } },
      { upToMonths: 48, after: { adult: 84, youth: 42 } },
      { upToMonths: anyLength, after: null },
    ],
    communityOrder: { adult: 12, youth: 6 },
    fine: { adult: 12, youth: 6 },
    conditionalDischarge: both(0),
    absoluteDischarge: both(0),
    conditionalCaution: both(3),
  },
  {
    from: '1975-07-01',
    source: 'Rehabilitation of Offenders Act 1974 s.5 as enacted',
    countsFrom: 'CONVICTION',
    custody: [
      { upToMonths: 6, after: { adult: 84, youth: 42 } },
      { upToMonths: 30, after: { adult: 120, youth: 60 } },
      { upToMonths: anyLength, after: null },
    ],
    communityOrder: { adult: 60, youth: 30 },
    fine: { adult: 60, youth: 30 },
    conditionalDischarge: both(12),
    absoluteDischarge: both(6),
    conditionalCaution: both(3),
  },
]
