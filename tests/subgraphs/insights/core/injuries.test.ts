import { injuriesOf } from '../../../../subgraphs/insights/core/injuries'
import { event, input } from './made-up-events'

const head = { bodySites: ['HEAD'] }

describe('the injuries of a person', () => {
  it('C5: are one series over all who saw them, with what each of them counted', () => {
    const series = injuriesOf(
      input([
        event('gp', 'ENCOUNTER', '2025-01-10T10:00:00Z', { bodySites: ['HAND'] }),
        event('hospital', 'ATTENDANCE', '2025-02-10T10:00:00Z', { ...head, isAssault: true }),
        event('ambulance', 'AMBULANCE_CALL', '2025-03-10T10:00:00Z', head),
        event('police', 'CALL', '2025-04-10T10:00:00Z', { ...head, isAlcoholInvolved: true }),
      ]),
    )
    expect(series).toMatchObject({ total: 4, headInjuries: 3, assaults: 1, withAlcohol: 1 })
    expect(series.bySource.map(({ agency, injuries }) => [agency, injuries])).toEqual([
      ...[
        ['ambulance', 1],
        ['gp', 1],
      ],
      ...[
        ['hospital', 1],
        ['police', 1],
      ],
    ])
  })

  it('C5: count once what two saw within a day at the same site, and show both parts', () => {
    const { injuries, recordsOfInjury } = injuriesOf(
      input([
        event('ambulance', 'AMBULANCE_CALL', '2025-02-09T23:00:00Z', head),
        event('hospital', 'ATTENDANCE', '2025-02-10T01:00:00Z', { bodySites: ['HEAD', 'ARM'] }),
        event('gp', 'ENCOUNTER', '2025-02-10T22:59:00Z', { bodySites: ['ARM'], isAssault: true }),
      ]),
    )
    expect(recordsOfInjury).toBe(3)
    expect(injuries).toMatchObject([
      {
        ...{ bodySites: ['ARM', 'HEAD'], isHead: true, isAssault: true },
        rule: { name: 'same-injury', version: '1' },
      },
    ])
    expect(injuries[0]?.parts.map(({ agency }) => agency)).toEqual(['ambulance', 'hospital', 'gp'])
  })

  it.each([
    ['a day or more later', '2025-02-10T23:00:00.001Z', ['HEAD'], 'EXACT'],
    ['at another site', '2025-02-10T01:00:00Z', ['ARM'], 'EXACT'],
    ['in a month that is all that is known', '2025-02', ['HEAD'], 'MONTH'],
  ] as const)('count two when the second is %s', (_, time, bodySites, precision) => {
    const first = event('ambulance', 'AMBULANCE_CALL', '2025-02-09T23:00:00Z', head)
    const second = event('gp', 'ENCOUNTER', time, { bodySites, precision })
    expect(injuriesOf(input([first, second])).total).toBe(2)
  })

  it('A11: count attendances beside injuries, not as injuries', () => {
    const visits = [
      event('hospital', 'ATTENDANCE', '2025-01-01', head),
      event('hospital', 'ATTENDANCE', '2025-02-01', { bodySites: [] }),
      event('hospital', 'ATTENDANCE', '2025-03-01'),
    ]
    const series = injuriesOf(input(visits))
    expect(series).toMatchObject({ attendances: 3, total: 1 })
    expect(series.bySource).toMatchObject([{ attendances: 3, injuries: 1, notWritten: 1 }])
  })

  it('A12: have those of the practice among them', () => {
    const series = injuriesOf(input([event('gp', 'ENCOUNTER', '2025-01-01', head)]))
    expect(series.bySource).toMatchObject([{ agencyKind: 'gp', injuries: 1, headInjuries: 1 }])
  })

  it('A13, A14: add up over hospitals', () => {
    const at = (agency: string, day: string) => event(agency, 'ATTENDANCE', day, head)
    const series = injuriesOf(
      input([at('hospital', '2025-01-01'), at('other-hospital', '2025-02-01')]),
    )
    expect(series).toMatchObject({ total: 2, attendances: 2 })
  })

  it('are those of a period when it is asked for', () => {
    const days = ['2025-01-01', '2025-02-01', '2025-03-01']
    const events = days.map((day) => event('gp', 'ENCOUNTER', day, head))
    const [from, to] = [Date.parse('2025-02-01'), Date.parse('2025-03-01')]
    expect(injuriesOf(input(events), { from, to }).total).toBe(1)
  })
})
