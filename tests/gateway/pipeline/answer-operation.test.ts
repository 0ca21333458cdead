import { HubError } from '../../../common/errors'
import { smallView, withHub } from '../small-hub'

describe('the disclosure log', () => {
  it('holds what one root field disclosed when another failed', async () => {
    const person = (_: never, { id }: { readonly id: string }) => {
      if (id === 'both') return { id }
      throw new HubError('BAD_USER_INPUT', 'Argument "id" is not the id of a person.')
    }
    await withHub({ resolvers: { 'person-index': { Query: { person } } } }, async (hub) => {
      const query = '{ good: person(id: "both") { id } bad: person(id: "?") { id } }'
      expect((await hub.ask(query)).data).toEqual({ good: { id: 'both' }, bad: null })
      await hub.ask('{ bad: person(id: "?") { id } }')

      expect(hub.disclosures.map(({ services }) => services[0]?.fields)).toEqual([
        ['Person.id', 'Query.person'],
        [],
      ])
    })
  })

  it('has the entry before the answer leaves: who, about whom, what, and what not', async () => {
    await withHub({ withheld: ['Person.homes', 'north-police PoliceView.crimes'] }, async (hub) => {
      await hub.ask(
        `{ person(id: "both") {
          northPolice { crimes { reference } intelligence }
          southPolice { crimes { reference } }
          homes { tenancies { reference } }
        } }`,
      )

      expect(hub.disclosures).toEqual([
        expect.objectContaining({
          enquiry: {
            id: 'e1',
            purpose: 'ADULT_SAFEGUARDING',
            caseReference: 'MASH-1',
            reason: 'seen',
          },
          operation: 'query',
          rootFields: ['Query.person'],
          people: ['both'],
        }),
      ])
      expect(hub.disclosures[0]?.services).toEqual([
        expect.objectContaining({
          service: 'homes',
          fields: [],
          withheld: [{ field: 'Tenancy.reference', reason: 'CATEGORY_NOT_DISCLOSED' }],
          legalPowers: [],
        }),
        expect.objectContaining({
          service: 'north-police',
          fields: ['Person.northPolice', 'PoliceView.intelligence'],
          withheld: [{ field: 'Crime.reference', reason: 'CATEGORY_NOT_DISCLOSED' }],
          legalPowers: ['Power of north-police'],
        }),
        expect.objectContaining({ service: 'person-index', fields: ['Query.person'] }),
        expect.objectContaining({
          service: 'south-police',
          fields: ['Crime.reference', 'Person.southPolice', 'PoliceView.crimes'],
        }),
      ])
    })
  })

  it('never holds content', async () => {
    await withHub({}, async (hub) => {
      await hub.ask(smallView, { id: 'both' })

      expect(JSON.stringify(hub.disclosures)).not.toMatch(/N-1|S-1|008\/06/)
    })
  })

  it('has an entry when everything was refused, and nothing was fetched', async () => {
    await withHub({ withheld: ['Query.person'] }, async (hub) => {
      const answer = await hub.ask(smallView, { id: 'both' })

      expect(answer.data).toEqual({ person: null })
      expect(hub.disclosures).toHaveLength(1)
      expect([...hub.subgraphs.values()].flatMap(({ asked }) => asked)).toEqual([])
    })
  })

  it('that cannot be written means no answer, and nothing about one', async () => {
    const appendDisclosure = () => Promise.reject(new Error('no space left on db.internal'))
    await withHub({ services: { appendDisclosure } }, async (hub) => {
      const answer = await hub.ask(smallView, { id: 'both' })

      expect(answer.data).toBeNull()
      expect(answer.coverage).toEqual({})
      expect(answer.errors.map(({ extensions }) => extensions?.['code'])).toEqual([
        'LOG_UNAVAILABLE',
      ])
      expect(JSON.stringify(answer)).not.toMatch(/N-1|db\.internal/)
      expect(hub.reported).toHaveLength(1)
    })
  })

  it('is written after the agencies answered and before the caller is told', async () => {
    const order: string[] = []
    const appendDisclosure = async () => {
      order.push('log starts')
      await new Promise((resolve) => setTimeout(resolve, 50))
      order.push('log ends')
    }
    await withHub({ services: { appendDisclosure } }, async (hub) => {
      await hub.ask(smallView, { id: 'both' })
      order.push('answer')
    })

    expect(order).toEqual(['log starts', 'log ends', 'answer'])
  })
})

describe('an enquiry', () => {
  const verifyEnquiry = () =>
    Promise.reject(new HubError('ENQUIRY_REQUIRED', 'Open an enquiry first.', { httpStatus: 403 }))

  it('that is missing means no person data, no fetch and no log entry of a disclosure', async () => {
    await withHub({ services: { verifyEnquiry } }, async (hub) => {
      const answer = await hub.ask(smallView, { id: 'both' })

      expect(answer.data).toBeNull()
      expect(answer.errors[0]?.extensions?.['code']).toBe('ENQUIRY_REQUIRED')
      expect(hub.subgraph('person-index').asked).toEqual([])
      expect(hub.disclosures).toEqual([])
    })
  })

  it('is asked for whatever the query about people is called', async () => {
    await withHub({ services: { verifyEnquiry } }, async (hub) => {
      const answer = await hub.ask('query openEnquiry { __typename openEnquiry: people { id } }')

      expect(answer.errors[0]?.extensions?.['code']).toBe('ENQUIRY_REQUIRED')
    })
  })

  it('is not needed to open one, and opening is logged', async () => {
    await withHub({ services: { verifyEnquiry } }, async (hub) => {
      const answer = await hub.ask('mutation { openEnquiry(reason: "injuries seen") }')

      expect(answer.data).toEqual({ openEnquiry: 'opened' })
      expect(hub.disclosures).toEqual([
        expect.objectContaining({ enquiry: null, rootFields: ['Mutation.openEnquiry'] }),
      ])
    })
  })

  it('is not needed for what is not about people', async () => {
    await withHub({ services: { verifyEnquiry } }, async (hub) => {
      const answer = await hub.ask('{ kind: __typename }')

      expect(answer.data).toEqual({ kind: 'Query' })
      expect(hub.disclosures).toEqual([])
    })
  })
})

describe('introspection', () => {
  const query = '{ __schema { queryType { name } } __type(name: "Person") { fields { name } } }'

  it.each([
    '{ __schema { queryType { name } } }',
    '{ a: __type(name: "Person") { name } }',
    '{ ...F } fragment F on Query { __schema { queryType { name } } }',
    '{ __schema { queryType { name } } people { id } }',
  ])('is refused to everybody who may not introspect: %s', async (text) => {
    await withHub({}, async (hub) => {
      const answer = await hub.ask(text)

      expect(answer.data).toBeNull()
      expect(answer.errors[0]?.extensions?.['code']).toBe('INTROSPECTION_DISABLED')
      expect(hub.subgraph('person-index').asked).toEqual([])
    })
  })

  it('shows what callers can ask for, and none of the references', async () => {
    await withHub({ services: { mayIntrospect: () => true } }, async (hub) => {
      const answer = await hub.ask(query)

      expect(answer.data).toMatchObject({ __schema: { queryType: { name: 'Query' } } })
      expect(JSON.stringify(answer.data)).toContain('northPolice')
      expect(JSON.stringify(answer.data)).not.toContain('Refs')
      expect(hub.disclosures).toEqual([])
    })
  })
})

describe('a call to an agency', () => {
  it('is signed for that agency, on the power its own fields rest on', async () => {
    await withHub({}, async (hub) => {
      await hub.ask(smallView, { id: 'both' })

      expect(hub.subgraph('south-police').asked[0]?.authorization).toBe(
        'Bearer token for south-police on Power of south-police',
      )
    })
  })

  it('carries neither the hub id of other people nor references of other agencies', async () => {
    await withHub({}, async (hub) => {
      await hub.ask(
        '{ people { northPolice { crimes { reference } } homes { tenancies { reference } } } }',
      )

      expect(hub.subgraph('north-police').asked[0]?.variables).toEqual({
        representations: [{ __typename: 'Person', id: 'both', northPoliceRefs: ['N1'] }],
      })
    })
  })

  it('does not carry variables that only a withheld field used', async () => {
    await withHub({ withheld: ['south-police PoliceView.crimes'] }, async (hub) => {
      const answer = await hub.ask(
        'query ($id: ID!, $with: Boolean!) { person(id: $id) { northPolice { crimes @include(if: $with) { reference } } } }',
        { id: 'both', with: true },
      )

      expect(answer.errors).toEqual([])
      expect(Object.keys(hub.subgraph('north-police').asked[0]?.variables ?? {})).toEqual([
        'representations',
      ])
    })
  })
})

describe('a variable that is not of its type', () => {
  it('is named and its value is not repeated', async () => {
    await withHub({}, async (hub) => {
      const answer = await hub.ask(smallView, { id: { nhs: '999 000 0018' } })

      expect(answer.errors).toMatchObject([
        { message: 'Variable "$id" has a value that is not of its type.' },
      ])
      expect(JSON.stringify(answer)).not.toContain('999 000')
    })
  })
})
