import { signedInHeaders, SmallHub } from '../small-hub'

const json = 'application/json'

describe('the public door', () => {
  const hub = new SmallHub({ limits: { maxAliases: 5 } })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  const codeOf = (body: string) =>
    (JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] }).errors?.[0]?.extensions
      ?.code

  it('asks who the caller is before it looks at the query', async () => {
    const answer = await hub.post({ query: '{ nonsense' }, { 'content-type': json })

    expect(answer.status).toBe(401)
    expect(codeOf(answer.body)).toBe('UNAUTHENTICATED')
  })

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data']])(
    'refuses what a foreign web page could send: %s',
    async (type) => {
      const answer = await hub.post(
        { query: '{ __typename }' },
        { ...signedInHeaders, 'content-type': type },
      )

      expect(answer.status).toBe(400)
      expect(answer.body).not.toContain('"data"')
    },
  )

  it('takes one operation at a time', async () => {
    const answer = await hub.post([{ query: '{ __typename }' }, { query: '{ __typename }' }])

    expect(answer.status).toBe(400)
    expect(codeOf(answer.body)).toBe('BAD_USER_INPUT')
  })

  it('refuses a query that is too large, and says what the limit is', async () => {
    const query =
      '{ a: people { id } b: people { id } c: __typename d: __typename e: __typename f: __typename }'
    const answer = await hub.post({ query })

    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toEqual({
      errors: [
        {
          message: 'The query has 6 aliases; the most is 5. Ask for less at a time.',
          extensions: { code: 'QUERY_TOO_LARGE', reason: 'TOO_MANY_ALIASES' },
        },
      ],
    })
  })

  it('tells nobody what the schema has instead of a misspelt field', async () => {
    const answer = await hub.post({
      query: '{ person(id: "x") { nothPolice { crimes { reference } } } }',
    })

    expect(codeOf(answer.body)).toBe('BAD_USER_INPUT')
    expect(answer.body).not.toContain('northPolice')
  })

  it('shows no reference field of the index', async () => {
    const answer = await hub.post({ query: '{ person(id: "both") { northPoliceRefs } }' })

    expect(codeOf(answer.body)).toBe('BAD_USER_INPUT')
    expect(answer.body).not.toContain('N1')
  })

  it.each(['_service { sdl }', '_entities(representations: []) { __typename }'])(
    'does not open %s of the subgraphs',
    async (field) => {
      const answer = await hub.post({ query: `{ ${field} }` })

      expect(codeOf(answer.body)).toBe('BAD_USER_INPUT')
    },
  )

  it.each([
    ['a missing variable', {}],
    ['a variable of another type', { id: { a: 1 } }],
  ])('says what is wrong with %s', async (_name, variables) => {
    const answer = await hub.post({
      query: 'query ($id: ID!) { person(id: $id) { id } }',
      variables,
    })

    expect(codeOf(answer.body)).toBe('BAD_USER_INPUT')
    expect(answer.body).toContain('$id')
  })

  it('never shows a stack trace', async () => {
    const answer = await hub.post({ query: 'query { people { id } } query { people { id } }' })

    expect(answer.body).not.toContain('stacktrace')
    expect(answer.body).not.toContain('node_modules')
  })
})
