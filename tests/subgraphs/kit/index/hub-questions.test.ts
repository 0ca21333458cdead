import { createIndexQuestions } from '../../../../gateway/notices/ask-index'
import { makeSigningKey } from '../../../helpers/signed-call'
import { readRecipients } from '../../../../subgraphs/person-index/undone/hub-questions'
import { FakeIndex } from './fake-index'

const index = new FakeIndex()
let url: string
beforeAll(async () => {
  url = await index.start()
})
afterAll(() => index.stop())

const long = 'x'.repeat(190)
const recipient = (staffId: string, count: number) => ({
  ...{ homeAgency: 'police', staffId, onBehalfOf: null, purpose: 'P', caseReference: 'C' },
  records: Array.from({ length: count }, (_one, nth) => ({
    ...{ agency: 'south', reference: `${staffId}-${nth}-${long}` },
  })),
})

describe('from whom records are kept, asked of the index', () => {
  it.each([
    ['one recipient with very many records', [recipient('a', 1201)], 'a-1200-', [true]],
    [
      'many recipients with many records each',
      Array.from({ length: 60 }, (_one, nth) => recipient(`s${nth}`, 400)),
      's59-399-',
      Array.from({ length: 60 }, (_one, nth) => nth === 59),
    ],
    ['nobody', [], 'x', []],
    ['few', [recipient('a', 1), recipient('b', 2)], 'b-0-', [false, true]],
  ])('is answered for %s', async (_case, recipients, hidden, kept) => {
    index.sent.length = 0
    index.answer = (body) => {
      const asked = readRecipients(body)
      const isKept = asked.map(({ records }) =>
        records.some(({ reference }) => reference.startsWith(hidden)),
      )
      return { body: { kept: isKept, limited: isKept } }
    }
    const questions = createIndexQuestions(makeSigningKey(), url)
    expect(await questions.keptFrom(recipients)).toEqual({ kept, limited: kept })
    const sizes = index.sent.map(({ body }) => JSON.stringify(body).length)
    expect(sizes.filter((size) => size > 2 * 1024 * 1024)).toEqual([])
  })
})
