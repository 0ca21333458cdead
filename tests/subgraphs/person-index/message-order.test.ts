import type { Registration } from '../../../common/registration/registration'
import { registration, TestIndex } from './test-index'

const index = new TestIndex()
beforeAll(() => index.start('message-order'))
afterAll(() => index.stop())
beforeEach(async () => {
  await index.clear()
  index.restart()
})

const protectedNow = (sequence?: number) =>
  registration('A', ['CRN:a'], { isAddressProtected: true, ...numbered(sequence) })
const open = (sequence?: number) => registration('A', ['CRN:a'], numbered(sequence))
const withdrawn = (sequence?: number) =>
  registration('A', [], { isWithdrawn: true, ...numbered(sequence) })

function numbered(sequence?: number): Partial<Registration> {
  return sequence === undefined ? {} : { sequence }
}

const send = (...sent: readonly Registration[]) => index.links.register('north', sent)
const recordNow = () => index.models.records.findById('north/A').lean()

describe('a message that holds two registrations of one reference', () => {
  it.each([
    ['first', [protectedNow(5), open(3)]],
    ['last', [open(3), protectedNow(5)]],
  ])('is taken by the newer one, which comes %s', async (_place, sent) => {
    expect((await send(...sent)).overtaken).toEqual([{ ref: 'A', sequence: 5 }])
    expect(await recordNow()).toMatchObject({ isAddressProtected: true, sequence: 5 })
  })

  it.each([
    ['with no number', [undefined, undefined]],
    ['with one number', [4, 4]],
  ] as const)('is taken by the last one, %s', async (_case, [first, last]) => {
    await send(open(first), withdrawn(last))
    expect(await recordNow()).toBeNull()
    await send(withdrawn(first), protectedNow(last))
    expect(await recordNow()).toMatchObject({ isAddressProtected: true })
    await send(open(first), protectedNow(last))
    expect(await recordNow()).toMatchObject({ isAddressProtected: true })
  })
})

describe('a withdrawal without a number', () => {
  it('stands where the record stood: no older message brings it again', async () => {
    await send(open(7))
    await send(withdrawn())
    expect((await send(open(6))).overtaken).toEqual([{ ref: 'A', sequence: 7 }])
    expect(await recordNow()).toBeNull()
    expect((await send(open(8))).overtaken).toEqual([])
    expect(await recordNow()).toMatchObject({ sequence: 8 })
  })
})
