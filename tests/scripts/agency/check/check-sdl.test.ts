import { readFileSync } from 'node:fs'

import { projectPath } from '../../../../common/project-root'
import { changesPage } from '../../../../scripts/agency/check/changes-page'
import type { CheckReport } from '../../../../scripts/agency/check/check-sdl'
import { checkSdl } from '../../../../scripts/agency/check/check-sdl'
import { checkText } from '../../../../scripts/agency/check/report'
import type { ChangeSort } from '../../../../scripts/agency/check/sorts'
import { sorts } from '../../../../scripts/agency/check/sorts'
import { aboutToPublish, changed, published, uprnField } from './fire-and-rescue'

const usageOf = (asked: Readonly<Record<string, number>>) => ({
  ...{ agency: 'fire-and-rescue', from: '2026-01-01T00:00:00.000Z' },
  ...{ to: '2026-04-01T00:00:00.000Z', answers: 9, asked },
})

const lacking = (line: string) => changed(line, '')

/** For each sort of change an SDL that has it, and where. */
const examples: readonly (readonly [ChangeSort, at: string, sdl: string])[] = [
  ['TYPE_REMOVED', 'VisitFilter', renamed('VisitFilter', 'Filter')],
  ['TYPE_CHANGED_KIND', 'VisitOutcome', ofOtherKind()],
  ['FIELD_REMOVED', 'HomeVisit.uprn', lacking(uprnField)],
  ['FIELD_CHANGED_KIND', 'HomeVisit.uprn', changed('uprn: ID', 'uprn: String')],
  [
    'VALUE_REMOVED_FROM_ENUM',
    'VisitOutcome.NO_ANSWER',
    changed('"Nobody let them in."\n  NO_ANSWER', ''),
  ],
  ['ARG_REMOVED', 'FireAndRescueView.homeVisits(to:)', changed('to: String, ', '')],
  [
    'ARG_CHANGED_KIND',
    'FireAndRescueView.homeVisits(to:)',
    changed('to: String, ', 'to: String!, '),
  ],
  [
    'REQUIRED_ARG_ADDED',
    'FireAndRescueView.homeVisits(by:)',
    changed('to: String, ', 'to: String, by: ID!, '),
  ],
  [
    'ARG_DEFAULT_VALUE_CHANGE',
    'FireAndRescueView.homeVisits(first:)',
    changed('first: Int = 100', 'first: Int = 10'),
  ],
  [
    'REQUIRED_INPUT_FIELD_ADDED',
    'VisitFilter.year',
    changed('hasAlarm: Boolean', 'hasAlarm: Boolean "Of it." year: Int!'),
  ],
  [
    'REQUIREMENT_CHANGED',
    'Person.fireAndRescue',
    changed(
      '@requires(fields: "fireAndRescueRefs isAddressProtected")',
      '@requires(fields: "fireAndRescueRefs")',
    ),
  ],
  [
    'CATEGORY_ADDED',
    'HomeVisit.uprn',
    changed(
      'uprn: ID @classified(as: ["ADDRESS"',
      'uprn: ID @classified(as: ["ADDRESS", "HOUSING"',
    ),
  ],
  [
    'CATEGORY_REMOVED',
    'HomeVisit.uprn',
    changed('uprn: ID @classified(as: ["ADDRESS"', 'uprn: ID @classified(as: ['),
  ],
  [
    'ROWS_CHANGED',
    'FireAndRescueView.homeVisits',
    changed(
      '@classified(as: ["SAFEGUARDING"])',
      '@classified(as: ["SAFEGUARDING"], rows: ["HEALTH"])',
    ),
  ],
  [
    'VALUE_ADDED_TO_ENUM',
    'VisitOutcome.REFUSED',
    changed('"Nobody let them in."', '"They were sent away." REFUSED "Nobody let them in."'),
  ],
  [
    'OPTIONAL_ARG_ADDED',
    'FireAndRescueView.homeVisits(by:)',
    changed('to: String, ', 'to: String, by: ID, '),
  ],
  [
    'OPTIONAL_INPUT_FIELD_ADDED',
    'VisitFilter.year',
    changed('hasAlarm: Boolean', 'hasAlarm: Boolean "Of it." year: Int'),
  ],
  [
    'FIELD_ADDED',
    'HomeVisit.endedAt',
    changed('type HomeVisit {', 'type HomeVisit { "End." endedAt: String @classified(as: [])'),
  ],
]

function renamed(from: string, to: string): string {
  return published.replaceAll(from, to)
}

function ofOtherKind(): string {
  const [before = '', rest = ''] = published.split('enum VisitOutcome {')
  return `${before}scalar VisitOutcome${rest.slice(rest.indexOf('}') + 1)}`
}

const outcomeOf = (report: CheckReport, sort: ChangeSort, at: string) =>
  report.changes.find((change) => change.sort === sort && change.at === at)?.outcome ?? 'NOT SEEN'

/** What the page says of a sort: asked for, and not. */
function pageSays(sort: ChangeSort): readonly string[] {
  const row = changesPage()
    .split('\n')
    .find((line) => line.startsWith(`| \`${sort}\` |`))
  return (row ?? '')
    .split(' | ')
    .slice(2)
    .map((cell) => cell.replace(' |', '').toUpperCase())
}

describe('a schema that is about to be published', () => {
  it('passes when nothing has changed', () => {
    const report = checkSdl(aboutToPublish(published))
    expect(report).toMatchObject({ passed: true, problems: [], changes: [] })
    expect(report.permits).toEqual({ gained: [], lost: [] })
  })

  it.each(examples)('is judged as the page says: %s at %s', (sort, at, sdl) => {
    const [asked, notAsked] = pageSays(sort)
    const uncounted = checkSdl(aboutToPublish(sdl))
    expect(outcomeOf(uncounted, sort, at)).toBe(asked)
    const all = { 'HomeVisit.uprn': 2, 'HomeVisit.outcome': 2, 'FireAndRescueView.homeVisits': 2 }
    expect(outcomeOf(checkSdl(aboutToPublish(sdl, { usage: usageOf(all) })), sort, at)).toBe(asked)
    expect(outcomeOf(checkSdl(aboutToPublish(sdl, { usage: usageOf({}) })), sort, at)).toBe(
      notAsked,
    )
  })

  it('has an example of every sort of change that can be named', () => {
    const shown = new Set(examples.map(([sort]) => sort))
    const missing = Object.keys(sorts).filter((sort) => !shown.has(sort as ChangeSort))
    expect(missing).toEqual(['OTHER'])
  })

  it('has a page: npm run docs writes it', () => {
    expect(readFileSync(projectPath('docs', 'schema-changes.md'), 'utf8')).toBe(changesPage())
  })

  it('may break what somebody has approved, for as long', () => {
    const sdl = lacking(uprnField)
    const exception = {
      ...{ change: 'FIELD_REMOVED HomeVisit.uprn', approvedBy: 'A. Person', reason: 'Not used' },
      ...{ from: '2026-04-01', until: '2026-04-30' },
    }
    const on = (day: string) => checkSdl(aboutToPublish(sdl, { exceptions: [exception], on: day }))
    expect(on('2026-04-01').passed).toBe(true)
    expect(on('2026-04-30').passed).toBe(true)
    expect(on('2026-03-31').passed).toBe(false)
    expect(on('2026-05-01').passed).toBe(false)
    const other = { ...exception, change: 'FIELD_REMOVED HomeVisit.outcome' }
    expect(checkSdl(aboutToPublish(sdl, { exceptions: [other] })).passed).toBe(false)
  })

  it('never passes unclassified, whatever is approved', () => {
    const sdl = changed('uprn: ID @classified(as: ["ADDRESS"])', 'uprn: ID')
    const { passed, problems } = checkSdl(aboutToPublish(sdl))
    expect(passed).toBe(false)
    expect(problems.join('\n')).toContain('HomeVisit.uprn is not classified')
  })

  it('is refused with a code list that means something else elsewhere', () => {
    const own = `${published}\nenum Shared { "One." ONE "Three." THREE }`
    const { problems } = checkSdl(aboutToPublish(own))
    expect(problems).toEqual([
      'The code list Shared is also that of the hub: it lacks TWO, and it has THREE as well. Use the same words, or another name.',
    ])
    const same = `${published}\nenum Shared { "One." ONE "Two." TWO }`
    expect(checkSdl(aboutToPublish(same)).problems).toEqual([])
    const untold = changed('"Nobody let them in."\n', '')
    expect(checkSdl(aboutToPublish(untold)).problems).toEqual([
      'The code list VisitOutcome does not say what NO_ANSWER means: add a description.',
    ])
  })

  it('says who would be told more, and who less', () => {
    const less = changed('as: ["SAFEGUARDING"]', 'as: ["INTELLIGENCE"]')
    const { lost, gained } = checkSdl(aboutToPublish(less)).permits
    expect(gained).toEqual([])
    // What is below a list that is kept back is lost with it.
    expect(lost.join('\n')).toMatch(
      /FireAndRescueView\.homeVisits.*HomeVisit\.isAlarmDisabled.*would no longer be told to: .*the mash analyst for ADULT_SAFEGUARDING/,
    )
    const back = checkSdl({
      ...aboutToPublish(published),
      before: aboutToPublish(less).sdl,
    }).permits
    expect(back.lost).toEqual([])
    expect(back.gained.join('\n')).toContain('the mash analyst for ADULT_SAFEGUARDING')
  })

  it('is for nobody without an agreement of its kind', () => {
    const { problems, permits } = checkSdl(aboutToPublish(published, { kind: 'circus' }))
    expect(problems).toEqual([
      'There is no agreement of the kind "circus": nobody would be told anything. Write one.',
    ])
    expect(permits).toEqual({ gained: [], lost: [] })
  })

  it('is told as a page that a hostile name cannot break out of', () => {
    const text = checkText(checkSdl(aboutToPublish(lacking(uprnField))))
    expect(text).toContain('REFUSED   FIELD_REMOVED HomeVisit.uprn')
    expect(text).toContain('nobody has counted')
    const report = { ...checkSdl(aboutToPublish(published)), problems: ['one\nPASSED: two'] }
    expect(checkText(report)).not.toContain('\nPASSED: two')
  })
})
