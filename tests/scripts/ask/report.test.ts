import { readRegister } from '../../../common/register'
import { coverageReport, hasAnswer, personReport } from '../../../scripts/ask/report'

const register = readRegister()

const row = {
  agency: 'northshire-police',
  records: null,
  withheldFields: 0,
  handling: null,
  tookMs: null,
  reason: null,
}

describe('personReport', () => {
  it('names a list that did not come, so that it is not read as empty', () => {
    const error = {
      message: 'Northshire Police gave an answer that cannot be used.',
      path: ['person', 'northshirePolice', 'crimes'],
      extensions: { code: 'AGENCY_UNAVAILABLE' },
    }
    const person = { id: 'p1', northshirePolice: { crimes: null, incidents: [] } }
    const report = personReport(person, { data: { person }, errors: [error] }, { register })

    expect(report).toMatch(/did not come[^]*northshirePolice\.crimes {2}Northshire Police gave/)
  })

  it('says nothing of missing parts when nothing is missing', () => {
    expect(personReport({ id: 'p1' }, {}, { register })).not.toMatch(/Missing|Withheld/)
  })
})

describe('the heading of a person', () => {
  const view = (...names: readonly object[]) => ({ people: [{ names }] })
  const heading = (person: Readonly<Record<string, unknown>>) =>
    personReport({ id: 'p1', ...person }, {}, { register }).split('\n')[0]

  it('has each name under which agencies file the person, once', () => {
    const filed = { forenames: 'Victor', surname: 'Ashdown', kind: 'LEGAL' }
    const person = {
      northshirePolice: view(filed, { ...filed, surname: 'Ashe', kind: 'ALIAS' }),
      eastmarchPolice: view({ ...filed, surname: 'ASHDOWN' }),
      harrowmereHomes: view({ ...filed, forenames: 'Vic' }),
    }

    expect(heading(person)).toBe('Person p1  Victor ASHDOWN / Vic Ashdown')
  })

  it('has no name when none was disclosed', () => {
    expect(heading({ northshirePolice: { people: null } })).toBe('Person p1')
  })

  it('stays one line whatever a name holds', () => {
    const person = {
      northshirePolice: view({ forenames: 'A\u001B[2K\n', surname: 'B', kind: 'LEGAL' }),
    }

    expect(heading(person)).toBe('Person p1  A [2K  B')
  })
})

describe('what the records lead to', () => {
  const involved = { reference: 'HH-2', role: 'SUSPECT', relationship: 'lodger' }
  const crimes = [
    { occurredAt: '2024-01-01T00:00:00Z', uprn: '906700000011', victim: involved },
    {
      occurredAt: '2024-01-02T00:00:00Z',
      uprn: '1; rm',
      involved: [{ ...involved, role: 'PRESENT' }],
    },
  ]
  const report = personReport({ id: 'p1', harrowmereHomes: { crimes } }, {}, { register })

  it('names other people by the reference of their agency, each once', () => {
    expect(report).toContain('Harrowmere Homes  HH-2 · suspect, present · lodger')
  })

  it('names addresses that can be asked about, and nothing that is none', () => {
    expect(report.match(/--uprn .*/g)).toEqual(['--uprn 906700000011'])
  })
})

describe('coverageReport', () => {
  it('counts what was withheld only where something was asked for', () => {
    const rows = ['PARTIAL', 'NO_RECORD', 'NOT_ASKED'].map((status) => ({
      ...row,
      status,
      withheldFields: 7,
    }))
    const lines = coverageReport(rows, register).split('\n').slice(1, 4)

    expect(lines.map((line) => line.includes('7 fields withheld'))).toEqual([true, false, false])
  })

  it('says whom to ring where something may be missing, and nowhere else', () => {
    const statuses = ['WITHHELD', 'UNAVAILABLE', 'PARTIAL', 'NO_RECORD', 'NOT_ASKED', 'ANSWERED']
    const rows = statuses.map((status, index) => {
      return { ...row, agency: register[index]?.code ?? '', status }
    })
    const [, rung = ''] = coverageReport(rows, register).split('Ring about what is missing:\n')

    expect(rung.split('\n')).toEqual([
      '    Northshire Police: Safeguarding desk, 01632 960130, At all hours',
      '    Eastmarch Police: Safeguarding desk, 01632 960131, At all hours',
    ])
  })

  it('says of an agency that was not waited for that asking again may bring more', () => {
    const late = { ...row, status: 'UNAVAILABLE', reason: 'NOT_WAITED_FOR' }
    const report = coverageReport([late], register)
    expect(report).toMatch(/Northshire Police +DID NOT ANSWER +NOT_WAITED_FOR/)
    expect(report).toContain('1 of 1 had not answered when the answer was made; ask again')
    expect(report).not.toContain('no record')
  })

  it('keeps each agency on its line, whatever the reason says', () => {
    const reason = 'X\n  Eastmarch Police  no record linked\u001B[1A'
    const text = coverageReport([{ ...row, status: 'UNAVAILABLE', reason }], register)

    expect(text.split('\n')).toHaveLength(5)
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})

describe('the section of an agency', () => {
  it('says what may be done with all of it', () => {
    const coverage = [{ ...row, status: 'ANSWERED', handling: 'MASH_ONLY' }]
    const person = { id: 'p1', northshirePolice: { crimes: [] } }

    expect(personReport(person, { extensions: { coverage } }, { register })).toContain(
      'Northshire Police  [use: inside the safeguarding hub only]',
    )
  })
})

describe('a disputed link in coverageReport', () => {
  it('says that records may be of the person where their link is disputed', () => {
    const disputed = { ...row, status: 'WITHHELD', reason: 'LINK_DISPUTED' }
    const report = coverageReport([disputed], readRegister())
    expect(report).toMatch(/Northshire Police +withheld +LINK_DISPUTED/)
    expect(report).toContain('1 of 1 hold records that may be of this person')
  })

  it('says that a possible link is not "no record"', () => {
    const possible = { ...row, status: 'WITHHELD', reason: 'LINK_POSSIBLE' }
    const report = coverageReport([possible], readRegister())
    expect(report).toContain('possible link, unconfirmed; that is not "no record"')
  })

  it('says nothing of disputes where there are none', () => {
    expect(coverageReport([{ ...row, status: 'ANSWERED' }], readRegister())).not.toMatch(/disputed/)
  })
})

describe('hasAnswer', () => {
  it.each([
    ['ANSWERED', true],
    ['PARTIAL', true],
    ['NO_RECORD', true],
    ['WITHHELD', false],
    ['UNAVAILABLE', false],
    ['NOT_ASKED', false],
  ])('of an agency that is %s alone: %s', (status, expected) => {
    expect(hasAnswer([{ ...row, status }])).toBe(expected)
  })
})
