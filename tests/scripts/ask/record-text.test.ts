import { recordLines } from '../../../scripts/ask/record-text'

const terms = { handling: null, since: null }

describe('recordLines', () => {
  it('says that there may be more when a list is as long as was asked for', () => {
    const records = (length: number) => Array.from({ length }, () => ({ reference: 'C-1' }))

    expect(recordLines('crimes', records(999), terms)[0]).toBe('crimes (999)')
    expect(recordLines('crimes', records(1000), terms)[0]).toMatch(/1000.*there may be more/)
  })

  it.each([
    ['a terminal command', 'a\u001B[2K\u001B[1Ab'],
    ['a line of its own', 'a\nNorthshire Police  no record linked'],
    ['text that runs backwards', 'a\u202Eb'],
  ])('prints %s of a record as plain text on the line of the record', (_name, text) => {
    const [, line] = recordLines('crimes', [{ reference: text }], terms)

    expect(line).toMatch(/^ {2}reference: a [^\p{Cc}\p{Cf}]+$/u)
  })

  it.each([
    ['a code of a list', { offence: { display: 'a\u001B[2K', code: '\u009B1' } }],
    ['a time', { arrivedAt: '2024-01-01T\u001B[1A:00' }],
    ['a standing', { standing: { status: 'X\u001B[2K', verification: 'VERIFIED', basis: 'FACT' } }],
    ['the time of the record', { occurredAt: '\u001B[2K\u001B[1A' }],
  ])('prints commands to a terminal in %s as plain text', (_name, record) => {
    const lines = recordLines('crimes', [record], terms)

    expect(lines).toHaveLength(2)
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  it('says from when on there is none when only a part was asked for', () => {
    expect(recordLines('crimes', [], { ...terms, since: '2024-02-29' })).toEqual([
      'crimes: none since 2024-02-29',
    ])
    expect(recordLines('crimes', [], terms)).toEqual(['crimes: none'])
  })

  it('says of a record what may be done with it only where that is less', () => {
    const record = (handling: string) => ({ reference: 'C-1', standing: { ...standing, handling } })
    const line = (handling: string) =>
      recordLines('crimes', [record(handling)], { ...terms, handling: 'MASH_ONLY' })[1]

    expect(line('OPEN_TO_PURPOSE')).not.toContain('use:')
    expect(line('MASH_ONLY')).not.toContain('use:')
    expect(line('CONSENT_OF_OWNER')).toContain("[use: only with its owner's consent]")
    expect(line('SOMETHING_NEW')).toContain('[use: not beyond you]')
  })
})

const standing = { status: 'CURRENT', verification: 'VERIFIED', basis: 'FACT' }
