import { postFhir, questionAbout } from '../../fhir/fhir-caller'
import { everyAgency } from '../every-agency'
import { RealHub } from '../real-hub'

const late = { status: 'UNAVAILABLE', reason: 'NOT_WAITED_FOR' }

describe('how long a question waits for agencies', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.stub('northshire-police').misbehaviour = null
  })

  const waiting = (wait: string) => ({ 'sightline-wait-ms': wait })
  const ask = (headers: Readonly<Record<string, string>>) =>
    hub.send(everyAgency, { id: 'p1' }, headers)

  it('is written down by who was late, and by nothing of theirs', async () => {
    const headers = { ...(await hub.enquire('mash.analyst')), ...waiting('200') }
    hub.stub('northshire-police').misbehaviour = () => undefined
    const { extensions } = await ask(headers)
    const row = extensions?.coverage.find(({ agency }) => agency === 'northshire-police')
    expect(row).toMatchObject(late)
    const source = hub.entries.at(-1)?.sources.find((one) => one.source === 'northshire-police')
    expect(source).toMatchObject({ disclosed: [], coverage: late })
  })

  it('is told in FHIR too, where nobody who is late counts as not knowing the person', async () => {
    hub.stub('northshire-police').misbehaviour = () => undefined
    const headers = { ...hub.asSystem(), ...waiting('200') }
    const reply = await postFhir(hub.url, questionAbout('9990000018'), headers)
    expect(reply.coverage['northshire-police']).toBe('UNAVAILABLE NOT_WAITED_FOR')
    expect(reply.match).not.toBe(false)
  })

  it.each(['99', '5001', '1000.5', '1e3', ' ', '1000, 1000', 'all'])(
    'asks nobody where it is none: "%s"',
    async (wait) => {
      const headers = { ...(await hub.enquire('mash.analyst')), ...waiting(wait) }
      const asked = () => [hub.stub('person-index').asked.length, hub.entries.length]
      const before = asked()
      const { status, data, errors = [] } = await ask(headers)
      expect([status, data ?? null, asked()]).toEqual([400, null, before])
      const [{ message, extensions } = { message: '' }] = errors
      expect(extensions).toEqual({ code: 'BAD_USER_INPUT', reason: 'WAIT_INVALID' })
      expect(message).toContain('milliseconds from 100 to 5000')
    },
  )

  it('is looked at once it is known who asks', async () => {
    expect((await ask(waiting('none'))).status).toBe(401)
    const reply = await postFhir(hub.url, questionAbout('9990000018'), {
      ...{ ...hub.asSystem(), ...waiting('none') },
    })
    expect([reply.status, reply.codes]).toEqual([400, ['BAD_USER_INPUT', 'WAIT_INVALID']])
  })
})
