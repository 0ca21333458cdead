import { readFileSync } from 'node:fs'

import type { Replay } from './replay'
import { formatReplay, replayCase, replayPage } from './replay-page'

let replay: Replay

jest.setTimeout(600_000)

beforeAll(async () => {
  replay = await replayCase()
})

/** The first day of each rule about somebody. */
function daysOf(person: string): Readonly<Record<string, string>> {
  const own = replay.raised.filter((one) => one.person === person)
  return Object.fromEntries(own.map(({ rule, day }) => [rule, day]))
}

describe('the made-up case, walked as it was written down', () => {
  it('B17: pins the first day on which each rule about the victim could have been read', () => {
    expect(daysOf('victor')).toEqual({
      'not-told-of-risk': '2013-03-17',
      'relationship-disputed': '2014-02-23',
      'need-without-referral': '2014-11-03',
      'professionals-meeting': '2015-03-10',
      'frequent-attender': '2024-03-11',
      'repeat-calls-address': '2024-09-29',
      'repeat-calls-pair': '2024-09-29',
      'repeat-calls-person': '2024-09-29',
      'more-injuries': '2024-10-07',
      'shorter-intervals': '2025-01-04',
      'domestic-closed-otherwise': '2025-02-16',
      'marac-escalation': '2025-02-16',
      'supervised-lives-with-victim': '2025-06-03',
      'call-where-supervised-lives': '2025-06-21',
      'assault-triaged-by-telephone': '2025-08-08',
      'repeat-concern': '2025-08-14',
      'economic-abuse-indicators': '2025-08-14',
      'never-seen-sober': '2025-08-20',
      'never-seen-alone': '2025-08-20',
      'capacity-not-safe': '2025-08-20',
      'letter-after-high-risk': '2025-09-15',
      'refusal-ended-work': '2025-09-18',
    })
  })

  it('pins the first day of each about the lodger', () => {
    expect(daysOf('owen')).toEqual({
      'need-without-referral': '2024-06-09',
      'professionals-meeting': '2024-06-09',
      'repeat-calls-address': '2024-09-29',
      'repeat-calls-pair': '2024-09-29',
      'repeat-calls-person': '2024-09-29',
      'shorter-intervals': '2025-01-04',
      'more-injuries': '2025-02-13',
      'domestic-closed-otherwise': '2025-02-16',
      'supervised-lives-with-victim': '2025-06-03',
      'call-where-supervised-lives': '2025-06-21',
      'risk-assessment-outdated': '2025-07-27',
      'relationship-disputed': '2025-08-19',
      'not-told-of-risk': '2025-08-19',
    })
  })

  it('a rule rests on nothing that was written down after its first day', () => {
    const late = replay.raised.filter(
      ({ finding, day }) => finding.since !== null && finding.since > day,
    )
    expect(replay.raised.length).toBeGreaterThan(20)
    expect(late).toEqual([])
  })

  it('is the page in docs', () => {
    expect(readFileSync(replayPage, 'utf8')).toBe(formatReplay(replay))
  })
})
