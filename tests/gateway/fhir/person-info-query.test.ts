import { createHash } from 'node:crypto'

import { HubError } from '../../../common/errors'
import { ClientAbort } from '../../../common/http/client-abort'
import { personInfoQuery } from '../../../gateway/fhir/person-info-query'
import type { Stated } from '../../fhir/fhir-caller'
import { careAct, postFhir, questionAbout } from '../../fhir/fhir-caller'
import { currentPolicy } from '../../helpers/current-policy'
import { RealHub } from '../real-hub'
import { sendJson } from '../stub-subgraph'

const hub = new RealHub()
const knownNumber = '9990000018'
const desk = {
  service: 'Safeguarding team',
  workerRole: 'Social worker',
  startDate: '2025-08-14',
  endDate: null,
  desk: 'Duty desk',
  deskTelephone: '01632 960103',
  deskHours: 'Monday to Friday, 09:00 to 17:00',
}

beforeAll(() => hub.start())
afterAll(() => hub.stop())
beforeEach(() => {
  hub.people = ['p1']
  hub.involvementsOf = (agency) => (agency === 'northshire-adult-care' ? [desk] : [])
  for (const stub of hub.stubs.values()) stub.misbehaviour = null
  hub.entries.length = 0
})

const ask = (stated?: Stated, headers: Readonly<Record<string, string>> = hub.asSystem()) =>
  postFhir(hub.url, questionAbout(knownNumber, stated), headers)

describe('the answer in FHIR', () => {
  it('says who knows the person, whom to ring, and who works with them', async () => {
    const reply = await ask()
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8')
    expect(reply.match).toBe(true)
    expect(reply.all('decision')).toEqual([{ name: 'decision', valueCode: 'PERMIT' }])
    expect(reply.coverage['northshire-adult-care']).toBe('ANSWERED')
    const contact = reply
      .all('contact')
      .map(({ resource }) => resource as { readonly id: string; readonly telecom?: unknown })
      .find(({ id }) => id === 'northshire-adult-care')
    expect(contact).toEqual({
      resourceType: 'Organization',
      id: 'northshire-adult-care',
      identifier: [
        { system: 'https://sightline.example/fhir/agency', value: 'northshire-adult-care' },
      ],
      name: 'Northshire Adult Care',
      telecom: [
        {
          extension: [
            { url: 'https://sightline.example/fhir/desk', valueString: 'Duty desk' },
            {
              url: 'https://sightline.example/fhir/desk-hours',
              valueString: 'Monday to Friday, 09:00 to 17:00',
            },
          ],
          system: 'phone',
          value: '01632 960103',
          use: 'work',
        },
      ],
    })
    expect(reply.all('involvement')).toEqual([
      {
        name: 'involvement',
        part: [
          { name: 'organization', valueId: 'northshire-adult-care' },
          { name: 'service', valueString: 'Safeguarding team' },
          { name: 'role', valueString: 'Social worker' },
          { name: 'desk', valueString: 'Duty desk' },
          { name: 'period', valuePeriod: { start: '2025-08-14' } },
        ],
      },
    ])
  })

  it('is written down with the reason, the purpose it stands for, and the hash of what came', async () => {
    const body = JSON.stringify(questionAbout(knownNumber))
    const reply = await postFhir(hub.url, body, hub.asSystem())
    const requestHash = createHash('sha256').update(body).digest('hex')
    const [opened, answered] = hub.entries
    expect(hub.entries).toHaveLength(2)
    expect(answered).toMatchObject({
      ...{ requestHash, purpose: 'ADULT_SAFEGUARDING', reason: careAct },
      ...{ staffId: 'case-system', onBehalfOf: 'a.worker', caseReference: 'MASH-0001' },
      ...{ people: ['p1'], requestId: reply.headers.get('x-request-id') },
    })
    expect(opened).toMatchObject({ requestHash, enquiryId: answered?.enquiryId })
    expect(opened?.requestId).not.toBe(answered?.requestId)
  })

  it('names no number and no person outside of the body of the answer', async () => {
    const reply = await ask()
    expect(JSON.stringify(hub.entries)).not.toContain(knownNumber)
    expect(reply.text).not.toContain(knownNumber)
    expect(JSON.stringify([...reply.headers])).not.toContain(knownNumber)
  })

  it('says of whom there is more than it tells', async () => {
    hub.involvementsOf = (agency) =>
      agency === 'northshire-adult-care' ? Array.from({ length: 100 }, () => desk) : []
    const reply = await ask()
    expect(reply.all('involvement')).toHaveLength(100)
    expect(reply.coverage).toMatchObject({
      'northshire-adult-care': 'ANSWERED LIST_AT_LIMIT',
      'northshire-police': 'ANSWERED',
    })
    // Each desk once.
    expect(reply.text.match(/01632 960103/g)).toHaveLength(1)
  })

  it('keeps what an agency sends to one short line, and a number to a number', async () => {
    const evil = `a\n\u202eb\u0000${'x'.repeat(400)}`
    hub.involvementsOf = (agency) =>
      agency === 'northshire-adult-care'
        ? [{ ...desk, service: evil, desk: '\n', deskTelephone: 'call <me>', startDate: 'soon' }]
        : []
    const reply = await ask()
    const text = reply.all('involvement')[0]?.['part'] as readonly { valueString?: string }[]
    expect(text[1]?.valueString).toBe(`a b ${'x'.repeat(196)}`)
    expect(text.map(({ valueString }) => valueString)).not.toContain('\n')
    expect(reply.text).not.toMatch(/call <me>|soon|\\u202e|\\n/)
  })
})

describe('whether the person is known', () => {
  it('is false when every agency has said that it does not know them', async () => {
    hub.people = []
    const reply = await ask()
    expect(new Set(Object.values(reply.coverage))).toEqual(new Set(['NO_RECORD']))
    expect(reply.match).toBe(false)
    expect([...reply.all('contact'), ...reply.all('involvement')]).toEqual([])
  })

  it('is not told when nobody knows them and a rule keeps back what an agency would say', async () => {
    hub.people = []
    const reply = await ask({ publicInterestTest: null })
    expect(reply.coverage['st-annes-hospital']).toBe('WITHHELD PUBLIC_INTEREST_TEST_MISSING')
    expect(reply.match).toBeNull()
    expect(reply.text).toContain(
      '"_valueBoolean":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}',
    )
  })

  it('is not told when the index is silent', async () => {
    hub.stub('person-index').misbehaviour = (response) => {
      sendJson(response, {}, 500)
    }
    const reply = await ask()
    expect(reply.status).toBe(200)
    expect(reply.match).toBeNull()
    expect(new Set(Object.values(reply.coverage))).toEqual(
      new Set(['UNAVAILABLE INDEX_UNAVAILABLE']),
    )
  })

  it('is true while another agency is silent, which is said', async () => {
    hub.stub('northshire-police').misbehaviour = (response) => {
      sendJson(response, {}, 500)
    }
    const reply = await ask()
    expect(reply.match).toBe(true)
    expect(reply.coverage['northshire-police']).toMatch(/^UNAVAILABLE /)
    expect(JSON.stringify(reply.all('contact'))).not.toContain('northshire-police')
  })
})

describe('a system that may not ask', () => {
  const denied = ['PURPOSE_NOT_PERMITTED', 'REASON_NOT_PERMITTED', 'DENY']

  it.each([
    ['a law that is not on the list', 'https://www.legislation.gov.uk/ukpga/1989/41/section/47'],
    ['a law of another role', 'https://www.legislation.gov.uk/ukpga/1998/37/section/115'],
    ['nearly a law', `${careAct}/`],
    ['a law by another protocol', careAct.replace('https', 'http')],
    ['what is no address', 'because'],
  ])('is denied for %s, which is written down, and nobody is asked', async (_what, reason) => {
    const before = hub.stub('person-index').asked.length
    const reply = await ask({ reason })
    expect([reply.status, reply.codes]).toEqual([403, denied])
    expect(hub.entries).toMatchObject([
      {
        staffId: 'case-system',
        enquiryId: null,
        purpose: null,
        reason,
        people: [],
        review: { flags: ['REASON_REFUSED'] },
      },
    ])
    expect(hub.stub('person-index').asked).toHaveLength(before)
  })

  it('has its reason written down as one short line', async () => {
    await ask({ reason: `because\n\u0000${'x'.repeat(400)}` })
    expect(hub.entries[0]?.reason).toBe(`because ${'x'.repeat(292)}`)
  })

  it.each([
    ['2024-12-31', 'DENIED'],
    ['2025-01-01', 'ASKED'],
    ['2029-12-31', 'ASKED'],
    ['2030-01-01', 'DENIED'],
  ])('is denied on days on which the reason is not taken: %s %s', async (askedOn, outcome) => {
    const requester = { staffId: 's', homeAgency: 'harrowmere-council', onBehalfOf: 'u' }
    const answer = personInfoQuery({
      register: hub.register,
      identify: () =>
        Promise.resolve({
          ...{ requestId: 'r', askedAt: `${askedOn}T12:00:00Z`, requestHash: '', askedOn },
          ...{ policy: currentPolicy, enquiryToken: null },
          requester: { ...requester, roles: ['mash.analyst'] },
        }),
      ask: () => Promise.reject(new Error('ASKED')),
      deny: () => Promise.resolve(new HubError('PURPOSE_NOT_PERMITTED', 'DENIED')),
    })
    const sent = {
      ...{ requestId: 'r', traceparent: null, signal: new ClientAbort(), isLocal: true },
      ...{ isServerStopping: false, headers: { 'content-type': 'application/fhir+json' } },
      body: Buffer.from(JSON.stringify(questionAbout(knownNumber))),
    }
    await expect(answer(sent)).rejects.toThrow(outcome)
  })

  it('is told that it is refused only once that is written down', async () => {
    hub.breakLog()
    const reply = await ask({ reason: 'because' })
    hub.mendLog()
    expect([reply.status, reply.codes]).toEqual([503, ['LOG_UNAVAILABLE']])
  })

  it('gets no answer that cannot be written down', async () => {
    hub.breakLog()
    const reply = await ask()
    hub.mendLog()
    expect([reply.status, reply.codes]).toEqual([503, ['LOG_UNAVAILABLE']])
  })

  it('may not be a person, who has a workspace', async () => {
    const reply = await ask({}, { authorization: `Bearer ${hub.signIn('mash.analyst')}` })
    expect([reply.status, reply.codes]).toEqual([403, ['FORBIDDEN', 'SYSTEMS_ONLY']])
  })

  it('must name its user', async () => {
    const { authorization } = hub.asSystem()
    const reply = await ask({}, { authorization })
    expect([reply.status, reply.codes]).toEqual([401, ['UNAUTHENTICATED', 'ON_BEHALF_OF_MISSING']])
  })

  it('must be of a registered organisation', async () => {
    const reply = await ask({}, hub.asSystem('mash.analyst', 'nowhere-council'))
    expect([reply.status, reply.codes]).toEqual([403, ['FORBIDDEN', 'ORGANISATION_UNKNOWN']])
  })

  it('must sign in', async () => {
    const reply = await ask({}, {})
    expect([reply.status, reply.codes]).toEqual([401, ['UNAUTHENTICATED', 'TOKEN_MISSING']])
  })

  it('must name its case, as everybody must', async () => {
    const reply = await ask({ caseReference: null })
    expect([reply.status, reply.codes]).toEqual([400, ['BAD_USER_INPUT', 'CASE_REQUIRED']])
    expect(reply.text).toContain('Send it as the parameter identifier.')
  })
})

describe('a system that asks too often for reasons that are not taken', () => {
  const small = new RealHub()
  beforeAll(() => small.start({ enquiries: { capacity: 2, perMinute: 1 }, systemUsers: 1 }))
  afterAll(() => small.stop())

  it('is told when to go on', async () => {
    const deny = () =>
      postFhir(small.url, questionAbout(knownNumber, { reason: 'because' }), small.asSystem())
    await deny()
    await deny()
    const reply = await deny()
    expect([reply.status, reply.codes]).toEqual([429, ['RATE_LIMITED']])
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(small.entries.at(-1)?.review?.flags).toEqual(['MANY_ENQUIRIES'])
  })
})
