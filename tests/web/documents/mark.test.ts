import { markOf } from '../../../web/documents/chronology-document'
import { coverage } from '../made-up'

function asked(...handling: readonly (string | null)[]) {
  const [row] = coverage()
  return handling.map((one) => (row ? { ...row, handling: one } : null))
}

describe('the mark of a document', () => {
  it.each([
    [['OPEN_TO_PURPOSE'], 'For the stated purpose'],
    [['OPEN_TO_PURPOSE', null], 'For the stated purpose'],
    [['OPEN_TO_PURPOSE', 'MASH_ONLY'], 'Inside the safeguarding hub only'],
    [['MASH_ONLY', 'OPEN_TO_PURPOSE', 'NO_ONWARD'], 'Do not pass on'],
    [['OPEN_TO_PURPOSE', 'NEVER_HEARD_OF'], 'Do not pass on'],
    [['NEVER_HEARD_OF'], 'Do not pass on'],
    [[null], 'Do not pass on'],
    [[], 'Do not pass on'],
  ] as const)('of agencies that ask for %j is “%s”', (handling, mark) => {
    expect(markOf(asked(...handling))).toBe(mark)
  })
})
