import type { HiddenFrom } from '../../../common/registration/hiding'
import { recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(() => index.start('hidden-records'))
afterAll(() => index.stop())
beforeEach(() => index.clear())

const keptFrom: HiddenFrom = { excludedStaff: ['kept'], restrictedToStaff: null }
const forOne: HiddenFrom = { excludedStaff: [], restrictedToStaff: ['trusted'] }
const [kept, trusted] = [['STAFF:kept'], ['STAFF:trusted']]

const hidden = (...tokens: string[]) =>
  registration('P', tokens, { addresses: ['home'], hiddenFrom: [keptFrom] })

describe('a record that is kept from some staff', () => {
  it('is no way to the person by a postcode, also when another record is known', async () => {
    const there = { postcodes: ['ZY1'], hiddenFrom: [keptFrom] }
    await index.register('hospital', registration('H', ['NHS_NUMBER:a']))
    await index.register('probation', registration('P', ['NHS_NUMBER:a'], there))
    expect(await index.lookup(kept).findAtPostcode('POSTCODE:ZY1', 10)).toEqual([])
    expect(await index.lookup(trusted).findAtPostcode('POSTCODE:ZY1', 10)).toHaveLength(1)
  })
})

describe('a record of which some must not know that it is there', () => {
  it('leads them to nobody, whatever they ask by, and others to the person', async () => {
    await index.register('probation', hidden('NHS_NUMBER:a', 'CRN:c'))
    const { id = '' } = (await index.find('CRN:c', trusted)) ?? {}
    expect(id).not.toBe('')
    expect(await index.find('CRN:c', kept)).toBeNull()
    expect(await index.lookup(kept).findById(id)).toBeNull()
    expect(await index.lookup(kept).findAtAddress('UPRN:home', 10)).toEqual([])
    expect(await index.lookup(trusted).findAtAddress('UPRN:home', 10)).toHaveLength(1)
  })

  it('is kept from all but those named, and from a system and its user unless both are', async () => {
    await index.register('probation', registration('P', ['CRN:c'], { hiddenFrom: [forOne] }))
    expect(await index.find('CRN:c', kept)).toBeNull()
    expect(await index.find('CRN:c', ['STAFF:system', 'STAFF:trusted'])).toBeNull()
    expect(await index.find('CRN:c', trusted)).not.toBeNull()
  })

  it('does not lead to what others know of the person by its own identifiers', async () => {
    await index.register('hospital', registration('H', ['NHS_NUMBER:a']))
    await index.register('probation', hidden('NHS_NUMBER:a', 'CRN:c'))
    expect(await index.find('CRN:c', kept)).toBeNull()
    expect(recordsOf(await index.find('NHS_NUMBER:a', kept))).toEqual(['hospital/H'])
    expect(recordsOf(await index.find('CRN:c', trusted))).toEqual(['hospital/H', 'probation/P'])
  })

  it("takes its agency's other records of the person along: the agency shows none of them", async () => {
    await index.register('hospital', registration('H', ['NHS_NUMBER:a']))
    await index.register('probation', hidden('NHS_NUMBER:a'), registration('Q', ['NHS_NUMBER:a']))
    expect(recordsOf(await index.find('NHS_NUMBER:a', kept))).toEqual(['hospital/H'])
  })

  it('does not tie others together, so that nobody can tell it by that', async () => {
    await index.register('hospital', registration('H', ['NHS_NUMBER:a']))
    await index.register('north', registration('N', ['PNC_ID:p']))
    const before = [await index.find('NHS_NUMBER:a', kept), await index.find('PNC_ID:p', kept)]
    await index.register('probation', hidden('NHS_NUMBER:a', 'PNC_ID:p'))
    const after = [await index.find('NHS_NUMBER:a', kept), await index.find('PNC_ID:p', kept)]
    expect(after).toEqual(before)
    // Whoever may know of it is told that there is more.
    const known = await index.find('NHS_NUMBER:a', trusted)
    expect(known?.disputedAgencies).toEqual(['north'])
  })

  it('is in no dispute that they are told of', async () => {
    await index.register('hospital', registration('H', ['NHS_NUMBER:a', 'PNC_ID:p']))
    await index.register('probation', hidden('NHS_NUMBER:b', 'PNC_ID:p'))
    expect((await index.find('NHS_NUMBER:a', kept))?.disputedAgencies).toEqual([])
    expect((await index.find('NHS_NUMBER:a', trusted))?.disputedAgencies).toEqual(['probation'])
    expect(recordsOf(await index.find('PNC_ID:p', kept))).toEqual(['hospital/H'])
  })

  it('lets nobody be told that they live with the person', async () => {
    await index.register('hospital', registration('H', ['NHS_NUMBER:a']))
    const households = [{ kind: 'HOME' as const, token: 'home' }]
    await index.register('probation', { ...hidden('NHS_NUMBER:a'), households })
    const homes = async (asker: readonly string[]) => {
      const person = await index.find('NHS_NUMBER:a', asker)
      return [...(person?.households ?? ['nobody'])]
    }
    expect(await homes(kept)).toEqual([])
    expect(await homes(trusted)).toEqual(['HOME:home'])
  })

  it('that is told of on some grounds only leads nobody to it who asks on another', async () => {
    const onGrounds = { excludedStaff: [], restrictedToStaff: null, onlyOnGrounds: ['risk'] }
    await index.register(
      'charity',
      registration('C', ['NHS_NUMBER:c'], { hiddenFrom: [onGrounds] }),
    )
    const find = (...grounds: string[]) =>
      index.lookup(trusted, grounds).findByToken('NHS_NUMBER:c')
    expect(await find()).toBeNull()
    expect(await find('GROUND:other')).toBeNull()
    expect(recordsOf(await find('GROUND:other', 'GROUND:risk'))).toEqual(['charity/C'])
  })

  it('still protects where the person is', async () => {
    await index.register('homes', registration('T', ['NHS_NUMBER:a'], { addresses: ['home'] }))
    await index.register('probation', { ...hidden('NHS_NUMBER:a'), isAddressProtected: true })
    expect((await index.find('NHS_NUMBER:a', kept))?.isAddressProtected).toBe(true)
  })
})
