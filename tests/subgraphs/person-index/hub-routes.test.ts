import { openLinkKey, staffToken } from '../../../common/registration/link-tokens'
import { RunningIndex } from './running-index'

const index = new RunningIndex()

beforeAll(() => index.start())
afterAll(() => index.stop())

it('tells the hub alone what was undone, and from whom records are kept', async () => {
  const asked = { after: 0 }
  const { status, body } = await index.postAsHub('/undone-links', asked)
  expect([status, body]).toMatchObject([200, { undone: expect.any(Array) as [] }])
  const kept = await index.postAsHub('/kept-from', { recipients: [] })
  expect(kept).toMatchObject({ status: 200, body: { kept: [] } })
  const refused = [
    await index.post('/undone-links', asked, { agency: 'northshire-police' }),
    await index.post('/undone-links', asked, { agency: 'hub', signer: 'northshire-police' }),
    await index.postAsHub('/undone-links', asked, 'northshire-police'),
    await index.post('/kept-from', { recipients: [] }, { agency: 'st-annes-hospital' }),
  ]
  expect(refused.map((one) => one.status)).toEqual([401, 401, 401, 401])
})

it.each([
  ['/undone-links', { after: -1 }],
  ['/undone-links', null],
  ['/kept-from', { recipients: [{ staffId: 'me' }] }],
  ['/kept-from', { recipients: Array.from({ length: 51 }, () => ({})) }],
])('refuses a question of the hub to %s that is none: %j', async (path, question) => {
  const { status, body } = await index.postAsHub(path, question)
  expect(status).toBe(400)
  expect(body.errors?.[0]?.extensions['reason']).toBe('INVALID_HUB_QUESTION')
})

it('names the records of a link that was undone as their agencies do, though it keeps no reference', async () => {
  const number = { NHS_NUMBER: '9990000026' } as const
  await index.register('northshire-police', [index.registration('NOM-1', number)])
  await index.register('st-annes-hospital', [index.registration('H-1', number)])
  await index.register('st-annes-hospital', [index.registration('H-1', {})])
  const { body } = await index.postAsHub('/undone-links', { after: 0 })
  const { undone } = body as unknown as { undone: { sides: unknown }[] }
  const sides = [
    [{ agency: 'northshire-police', reference: 'NOM-1' }],
    [{ agency: 'st-annes-hospital', reference: 'H-1' }],
  ]
  expect(undone.map((one) => one.sides)).toEqual([sides])
  expect(JSON.stringify(await index.documents())).not.toContain('"NOM-1"')

  const asked = {
    ...{ homeAgency: 'harrowmere-homes', staffId: 'housing.officer', onBehalfOf: null },
    ...{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-0001', records: sides.flat() },
  }
  const open = await index.postAsHub('/kept-from', { recipients: [asked] })
  expect(open.body).toEqual({ kept: [false], limited: [false] })
  const hidden = { ...index.registration('H-1', {}), hiddenFrom: [nobodyElse()] }
  await index.register('st-annes-hospital', [hidden])
  const kept = await index.postAsHub('/kept-from', { recipients: [asked] })
  expect(kept.body).toEqual({ kept: [true], limited: [true] })
})

/** Only somebody else may know of the record. */
function nobodyElse() {
  const token = staffToken(openLinkKey(index.folder), 'council/trusted')
  return { excludedStaff: [], restrictedToStaff: [token] }
}
