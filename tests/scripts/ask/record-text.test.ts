import { recordLines } from '../../../scripts/ask/record-text'

describe('recordLines', () => {
  it('says that there may be more when a list is as long as was asked for', () => {
    const records = (length: number) => Array.from({ length }, () => ({ reference: 'C-1' }))

    expect(recordLines('crimes', records(999))[0]).toBe('crimes (999)')
    expect(recordLines('crimes', records(1000))[0]).toMatch(/1000.*there may be more/)
  })

  it.each([
    ['a terminal command', 'a\u001B[2K\u001B[1Ab'],
    ['a line of its own', 'a\nNorthshire Police  no record linked'],
    ['text that runs backwards', 'a\u202Eb'],
  ])('prints %s of a record as plain text on the line of the record', (_name, text) => {
    const [, line] = recordLines('crimes', [{ reference: text }])

    expect(line).toMatch(/^ {2}reference: a [^\p{Cc}\p{Cf}]+$/u)
  })
})
