import { readRegister } from '../../../common/register'
import { readArguments } from '../../../scripts/ask/arguments'

const register = readRegister()
const read = (...argv: readonly string[]) => readArguments(argv, register)
const who = ['--user', 'mash.manager', '--reason', 'Call to address, injuries seen']
const asked = [...who, '--purpose', 'ADULT_SAFEGUARDING', '--case', 'MASH-1']

describe('the command line of ask', () => {
  it.each([
    ['--crn', 'x104567', 'X104567'],
    ['--crn', ' X 104567', 'X104567'],
    ['--pnc', '02/104567p', '2002/0104567P'],
    ['--pnc', ' 2002 / 0104567 P ', '2002/0104567P'],
    ['--cro', '061243 / 02f', '061243/02F'],
    ['--nhs', '999 000 0018', '9990000018'],
    ['--crn', 'no number', 'no number'],
  ])('takes %s "%s" as %s', (option, typed, value) => {
    expect(read(...asked, option, typed)?.subject).toMatchObject({ by: 'identifier', value })
  })

  it('needs a case, except in an emergency', () => {
    expect(read(...who, '--purpose', 'VITAL_INTERESTS', '--person', 'p1')?.caseReference).toBeNull()
    expect(() => read(...who, '--purpose', 'ADULT_SAFEGUARDING', '--person', 'p1')).toThrow(
      '--case is missing',
    )
  })

  it.each([
    ['is missing', []],
    ['is none the policy knows', ['--purpose', 'CURIOSITY']],
  ])('lists what the one who asks may claim when the purpose %s', (_name, purpose) => {
    const problem = () => read(...who, ...purpose, '--person', 'p1')

    expect(problem).toThrow(/mash\.manager may claim:\n {2}ADULT_SAFEGUARDING .*Care Act/)
    expect(problem).not.toThrow('OFFENDER_MANAGEMENT')
  })

  it('names the agencies there are when one is none', () => {
    expect(() => read(...asked, '--person', 'p1', '--agency', 'x')).toThrow(
      'There is no agency "x". Agencies: northshire-police, eastmarch-police',
    )
  })

  it('asks the agencies it names, and all without', () => {
    const two = ['--agency', 'harrowmere-homes', '--agency', 'northshire-police']

    expect(read(...asked, '--person', 'p1', ...two)?.agencies.map(({ code }) => code)).toEqual([
      'northshire-police',
      'harrowmere-homes',
    ])
    expect(read(...asked, '--person', 'p1')?.agencies).toEqual(register)
  })

  it('takes only a day of the calendar as the first one', () => {
    expect(read(...asked, '--person', 'p1', '--since', '2024-02-29')?.since).toBe('2024-02-29')
    expect(() => read(...asked, '--person', 'p1', '--since', '2023-02-29')).toThrow(
      '--since must be',
    )
  })

  it.each([
    [['--person', 'p1'], 'RECORDS', false],
    [['--person', 'p1', '--insights', '--as-at', '2025-01-01'], 'INSIGHTS', true],
    [['--person', 'p1', '--addresses', '--as-at', '2025-01-01'], 'ADDRESSES', false],
    [['--uprn', '1', '--as-at', '2025-01-01'], 'ADDRESS', false],
    [['--uprn', '1', '--insights', '--since', '2025-01-01'], 'ADDRESS', true],
  ])('takes %j as the question %s', (argv, question, hasChronology) => {
    expect(read(...asked, ...argv)).toMatchObject({ question, hasChronology })
  })

  it.each([
    [['--person', 'p1', '--as-at', '2025-01-01'], '--as-at belongs to'],
    [['--person', 'p1', '--addresses', '--csv', 'f'], '--pdf and --csv write the chronology'],
    [['--person', 'p1', '--csv', 'f', '--agency', 'harrowmere-homes'], 'leave out --agency'],
    [['--person', 'p1', '--anonymised'], '--anonymised belongs to'],
    [['--uprn', '1', '--csv', 'f'], '--csv belongs to --insights'],
    [['--uprn', '1', '--insights', '--pdf', 'f'], '--pdf is about a person'],
    [['--uprn', '1', '--insights', '--csv', 'f', '--anonymised'], '--anonymised belongs to'],
    [['--postcode', 'ZY1 4AB', '--pdf', 'f'], '--postcode lists properties'],
    [['--person', 'p1', '--wait', '99'], '--wait is a whole number of milliseconds from 100'],
    [['--person', 'p1', '--wait', '5001'], 'to 5000'],
    [['--person', 'p1', '--wait', '1e3'], '--wait is a whole number'],
    [['--person', 'p1', '--pdf', 'f', '--wait', '500'], 'leave out --wait'],
    [['--uprn', '1', '--agency', 'harrowmere-homes'], '--agency does not go with'],
    [['--uprn', '1', '--since', '2025-01-01'], '--since goes with'],
    [['--uprn', '1', '--addresses'], '--addresses is about a person'],
    [['--person', 'p1', '--addresses', '--insights'], '--addresses is about a person'],
  ])('refuses %j', (argv, problem) => {
    expect(() => read(...asked, ...argv)).toThrow(problem)
  })

  it('waits for agencies as long as the hub does, unless it says how long', () => {
    expect(read(...asked, '--person', 'p1')?.agencyWaitMs).toBeNull()
    expect(read(...asked, '--person', 'p1', '--wait', '500')?.agencyWaitMs).toBe(500)
  })

  it('takes a postcode alone, in its form', () => {
    const subject = { by: 'postcode', postcode: 'ZY1 4AB' }
    expect(read(...asked, '--postcode', ' zy14ab')?.subject).toEqual(subject)
  })

  it.each([
    [['--postcode', 'ZY1'], '--postcode must be a whole postcode'],
    [['--postcode', 'ZZ99 3VZ'], '--postcode must be a whole postcode'],
    [['--postcode', 'ZY1 4AB', '--uprn', '1'], '--postcode goes alone'],
    [['--postcode', 'ZY1 4AB', '--nhs', '1'], '--postcode goes alone'],
    [['--postcode', 'ZY1 4AB', '--insights'], '--postcode lists properties'],
    [['--postcode', 'ZY1 4AB', '--as-at', '2025-01-01'], '--postcode lists properties'],
  ])('refuses %j', (argv, problem) => {
    expect(() => read(...asked, ...argv)).toThrow(problem)
  })

  it('takes files for the chronology of a person, with the day and the letters', () => {
    const day = ['--as-at', '2025-01-01', '--since', '2024-01-01', '--anonymised']
    const written = { csv: 'a.csv', pdf: 'a.pdf', isAnonymised: true, asAt: '2025-01-01' }
    expect(
      read(...asked, '--person', 'p1', '--csv', 'a.csv', '--pdf', 'a.pdf', ...day),
    ).toMatchObject({ question: 'RECORDS', since: '2024-01-01', ...written })
  })

  it('reads nothing else when it asks for help', () => {
    expect(read('--help')).toBeNull()
  })
})
