import { HubError } from '../../../common/errors'
import { boundsOf } from '../../../gateway/lookups/bounds'
import type { AskingLimits } from '../../../gateway/lookups/asking-limits'
import { createAskingLimits } from '../../../gateway/lookups/asking-limits'
import { HubGateway } from '../../../gateway/pipeline/hub-gateway'
import type { SmallHub, SmallHubOptions, TextAnswer } from '../small-hub'
import { signedInHeaders, smallRequest, withHub } from '../small-hub'

/** Takes JSON, but says so in a way that only Apollo Server reads. */
const throughLibrary = { ...signedInHeaders, accept: 'application/json, text/html;q=0.1' }

const view = { query: '{ person(id: "both") { id northPolice { crimes { reference } } } }' }

/** The same but for how long agencies took. */
const timeless = ({ body, ...rest }: TextAnswer) => ({
  ...rest,
  body: body.replaceAll(/"tookMs":\d+/g, '"tookMs":0'),
})

/** Asks Apollo Server first, then again when the query is known. */
async function askTwice(hub: SmallHub, body: unknown) {
  const first = await hub.post(body, throughLibrary)
  const alone = jest.spyOn(HubGateway.prototype, 'answer')
  const second = await hub.post(body)
  const wasAlone = alone.mock.calls.length > 0
  alone.mockRestore()
  return { first, second, wasAlone }
}

const refusing = (services: SmallHubOptions['services']): SmallHubOptions => ({
  services: services ?? {},
})

/** Of somebody who has looked up all they may. */
function spentLimits(): AskingLimits {
  const terms = { capacity: 1, perMinute: 1 }
  const limits = createAskingLimits({ lookups: terms, enquiries: terms, systemUsers: 1 }, () => 0)
  const asker = { ...smallRequest.requester, isEmergency: false }
  for (const bound of boundsOf(limits.lookups, asker)) bound.limiter.take(bound.asker, ['a', 'b'])
  return limits
}

describe('a query that is known', () => {
  it.each<[string, unknown, SmallHubOptions]>([
    ['a view', view, {}],
    ['a view with withheld fields', view, { withheld: ['PoliceView.crimes'] }],
    ['a field named __proto__', { query: '{ person(id: "both") { __proto__: id } }' }, {}],
    ['names of types', { query: '{ __typename people { __typename id } }' }, {}],
    ['a missing variable', { query: 'query ($id: ID!) { person(id: $id) { id } }' }, {}],
    [
      'one operation of two',
      { query: 'query A { people { id } } query B { __typename }', operationName: 'B' },
      {},
    ],
    ['introspection', { query: '{ __schema { queryType { name } } }' }, {}],
    [
      'a refused enquiry',
      view,
      refusing({
        verifyEnquiry: () =>
          Promise.reject(new HubError('ENQUIRY_REQUIRED', 'Open one.', { httpStatus: 403 })),
      }),
    ],
    ['a fault of the hub', view, refusing({ verifyEnquiry: () => Promise.reject(new Error('x')) })],
    ['too many look-ups', view, refusing({ limits: spentLimits() })],
    [
      'a log that cannot be written',
      view,
      refusing({ appendDisclosure: () => Promise.reject(new Error('full')) }),
    ],
  ])('is answered without Apollo Server, letter for letter: %s', async (_name, body, options) => {
    await withHub(options, async (hub) => {
      const { first, second, wasAlone } = await askTwice(hub, body)

      expect(wasAlone).toBe(true)
      expect(timeless(second)).toEqual(timeless(first))
    })
  })

  it('hashes the very text that is sent', async () => {
    await withHub({}, async (hub) => {
      await askTwice(hub, view)
      const [first, second] = hub.disclosures

      expect(second?.responseHash).toBe(first?.responseHash)
      expect(first?.responseHash).toMatch(/^[0-9a-f]{64}$/)
    })
  })

  it.each<[string, unknown, Readonly<Record<string, string>>, number]>([
    ['without a sign-in', view, { 'content-type': 'application/json' }, 401],
    [
      'as a form of a foreign page',
      view,
      { ...signedInHeaders, 'content-type': 'text/plain' },
      400,
    ],
    ['without a type', view, { authorization: 'Bearer x' }, 400],
    ['in a list', [view], signedInHeaders, 400],
    ['with variables in a text', { ...view, variables: '{}' }, signedInHeaders, 400],
    ['with variables in a list', { ...view, variables: [] }, signedInHeaders, 400],
    ['with a number for a name', { ...view, operationName: 1 }, signedInHeaders, 400],
    ['with a name that fits nothing', { ...view, operationName: 'B' }, signedInHeaders, 400],
    ['with a list of extensions', { ...view, extensions: [] }, signedInHeaders, 400],
    [
      'with a persisted query',
      { ...view, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
      signedInHeaders,
      200,
    ],
  ])('is refused as ever when it comes %s', async (_name, body, headers, status) => {
    await withHub({}, async (hub) => {
      await askTwice(hub, view)
      const before = hub.disclosures.length
      const answer = await hub.post(body, headers)

      expect(answer.status).toBe(status)
      expect(answer.body).toContain('"errors"')
      expect(answer.body).not.toContain('N-1')
      expect(hub.disclosures).toHaveLength(before)
    })
  })

  it('is not given to someone who takes no JSON', async () => {
    await withHub({}, async (hub) => {
      await askTwice(hub, view)
      const answer = await hub.post(view, { ...signedInHeaders, accept: 'text/html' })

      expect(answer.status).toBe(406)
      expect(answer.body).not.toContain('N-1')
    })
  })

  it('is answered by Apollo Server when it was never asked before', async () => {
    const alone = jest.spyOn(HubGateway.prototype, 'answer')
    await withHub({}, async (hub) => {
      await hub.post(view)
      expect(alone).not.toHaveBeenCalled()
    })
    alone.mockRestore()
  })

  it('is parsed anew when it is very long', async () => {
    await withHub({}, async (hub) => {
      const query = `${view.query}${' '.repeat(20_000)}`
      expect((await askTwice(hub, { query })).wasAlone).toBe(false)
    })
  })

  it('is forgotten when many long ones were asked since', async () => {
    await withHub({}, async (hub) => {
      await askTwice(hub, view)
      const filler = ' '.repeat(19_900)
      for (let index = 0; index < 51; index += 1)
        await hub.post({ query: `{ a${index}: __typename }${filler}` })
      const alone = jest.spyOn(HubGateway.prototype, 'answer')
      await hub.post(view)
      expect(alone).not.toHaveBeenCalled()
      alone.mockRestore()
    })
  })
})
