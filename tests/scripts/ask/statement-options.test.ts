import { optionsForEnquiry } from '../../../scripts/ask/statement-options'

const nothing = { publicInterestTest: null, necessityStatement: null, noticeToVictim: null }

describe('the options of an enquiry that was not opened for its statements', () => {
  it.each([
    ['VICTIM_INFORMATION_REQUEST', nothing, ['--necessity', '--notice']],
    ['ADULT_SAFEGUARDING', { ...nothing, publicInterestTest: 'short' }, ['--public-interest']],
    [
      'VICTIM_INFORMATION_REQUEST',
      { ...nothing, publicInterestTest: 'short', necessityStatement: 'x' },
      ['--public-interest', '--necessity', '--notice'],
    ],
  ])('are those its purpose needs and those it gave: %s', (purpose, given, expected) => {
    const [heading, ...lines] = optionsForEnquiry(purpose, given)
    expect(heading).toContain(purpose)
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(expected)
  })
})
