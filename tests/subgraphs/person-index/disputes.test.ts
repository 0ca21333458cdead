import { disputedPeopleLimit, disputeWindowMs } from '../../../subgraphs/person-index/dispute-limit'
import { listDisputes } from '../../../subgraphs/person-index/dispute-record'
import { recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(() => index.start('disputes'))
afterAll(() => index.stop())
beforeEach(() => index.clear())

/** Everything that is known of one person, tied together by a PNC id. */
async function registerVictim(): Promise<readonly string[]> {
  await index.register('hospital', registration('H', ['NHS_NUMBER:a', 'PNC_ID:p']))
  await index.register('north', registration('N', ['PNC_ID:p']))
  await index.register('south', registration('S', ['PNC_ID:p']))
  await index.register('probation', registration('P', ['PNC_ID:p', 'CRN:c']))
  await index.register('homes', registration('T', ['CRN:c']))
  return recordsOf(await index.find('NHS_NUMBER:a'))
}

/** Her PNC id with somebody else's NHS number: a slip, or malice. */
const wrong = registration('X', ['NHS_NUMBER:b', 'PNC_ID:p'])

describe('a wrong registration', () => {
  it('does not make others look as if they knew nobody: they are named, and not what they have', async () => {
    await registerVictim()
    await index.register('wrongdoer', wrong)
    const victim = await index.find('NHS_NUMBER:a')
    expect(recordsOf(victim)).toEqual(['hospital/H'])
    expect(victim?.disputedAgencies).toEqual(['homes', 'north', 'probation', 'south', 'wrongdoer'])
  })

  it('heals when it is withdrawn: everybody is who they were, under the same id', async () => {
    const before = await registerVictim()
    const { id } = (await index.find('NHS_NUMBER:a')) ?? {}
    await index.register('wrongdoer', wrong)
    await index.withdraw('wrongdoer', 'X')
    const after = await index.find('NHS_NUMBER:a')
    expect(recordsOf(after)).toEqual(before)
    expect(after).toMatchObject({ id, disputedAgencies: [] })
    expect(await index.models.conflicts.countDocuments({})).toBe(0)
  })

  it('heals when a stop came between its withdrawal and what follows from it', async () => {
    const before = await registerVictim()
    await index.register('wrongdoer', wrong)
    const stop = jest.spyOn(index.models.conflicts, 'deleteMany').mockImplementationOnce(() => {
      throw new Error('killed')
    })
    await expect(index.withdraw('wrongdoer', 'X')).rejects.toThrow('killed')
    stop.mockRestore()
    index.restart()
    await index.links.settlePending()
    expect(recordsOf(await index.find('NHS_NUMBER:a'))).toEqual(before)
  })

  it('heals when it is changed', async () => {
    const before = await registerVictim()
    await index.register('wrongdoer', wrong)
    await index.register('wrongdoer', registration('X', ['NHS_NUMBER:b']))
    const after = await index.find('NHS_NUMBER:a')
    expect(recordsOf(after)).toEqual(before)
    expect(after?.disputedAgencies).toEqual([])
  })

  it('does not undo what a named member of staff has asserted, before or after it', async () => {
    await registerVictim()
    await index.assertLink('north/N', 'hospital/H')
    await index.register('wrongdoer', wrong)
    expect(recordsOf(await index.find('NHS_NUMBER:a'))).toEqual(['hospital/H', 'north/N'])
    await index.withdraw('wrongdoer', 'X')
    expect(recordsOf(await index.find('NHS_NUMBER:a'))).toContain('north/N')
    expect(await index.models.assertedLinks.countDocuments({})).toBe(1)
  })

  it('does not lift the protection that one of them has marked', async () => {
    await registerVictim()
    await index.register('north', registration('N', ['PNC_ID:p'], { isAddressProtected: true }))
    await index.register('wrongdoer', wrong)
    const victim = await index.find('NHS_NUMBER:a')
    expect(recordsOf(victim)).toEqual(['hospital/H'])
    expect(victim?.isAddressProtected).toBe(true)
  })

  it('does not name an agency for the other person by what is of the first for certain', async () => {
    await registerVictim()
    await index.register('gp', registration('G', ['NHS_NUMBER:a']))
    await index.register('wrongdoer', wrong)
    expect((await index.find('NHS_NUMBER:b'))?.disputedAgencies).not.toContain('gp')
  })
})

describe('an agency that disputes many people', () => {
  const victims = Array.from({ length: disputedPeopleLimit + 1 }, (_, number) => `v${number}`)

  async function registerVictims(): Promise<void> {
    await index.register(
      'hospital',
      ...victims.map((v) => registration(v, [`NHS_NUMBER:${v}`, `PNC_ID:${v}`])),
    )
    await index.register('north', ...victims.map((v) => registration(v, [`PNC_ID:${v}`])))
  }
  const attack = victims.map((v) => registration(v, [`NHS_NUMBER:x-${v}`, `PNC_ID:${v}`]))
  const last = victims.at(-1) ?? ''

  it('is slowed: what goes too far ties nobody, and the rest of the call is taken', async () => {
    await registerVictims()
    const putOff = await index.register('wrongdoer', ...attack, registration('ok', ['CRN:ok']))
    expect(putOff).toEqual({ refs: [last], retryAfterSeconds: disputeWindowMs / 1000 })
    const spared = await index.find(`NHS_NUMBER:${last}`)
    expect(recordsOf(spared)).toEqual([`hospital/${last}`, `north/${last}`])
    // Nor does it look as if the agency knew nobody.
    expect(spared?.disputedAgencies).toEqual(['wrongdoer'])
    expect(recordsOf(await index.find(`PNC_ID:${last}`))).toHaveLength(2)
    expect(recordsOf(await index.find('CRN:ok'))).toEqual(['wrongdoer/ok'])
  })

  it('is slowed one call at a time as well, and across a restart', async () => {
    await registerVictims()
    const outcomes: unknown[] = []
    for (const one of attack) {
      outcomes.push(await index.register('wrongdoer', one))
      index.restart()
    }
    expect(outcomes.map((outcome) => outcome !== null)).toEqual(victims.map((v) => v === last))
  })

  it('is flagged for review, for the operators and in the database', async () => {
    await registerVictims()
    await index.register('wrongdoer', ...attack)
    expect(index.lines).toEqual([{ agency: 'wrongdoer', people: disputedPeopleLimit, held: 1 }])
    const listed = await listDisputes(index.models, 'wrongdoer', new Date(0))
    expect(listed.map(({ people, held }) => [people.length, held])).toEqual([
      [disputedPeopleLimit, 1],
    ])
    expect(await listDisputes(index.models, 'hospital', new Date(0))).toEqual([])
  })

  it('may go on when an hour has gone', async () => {
    await registerVictims()
    await index.register('wrongdoer', ...attack)
    index.now = new Date(index.now.getTime() + disputeWindowMs + 1)
    expect(await index.register('wrongdoer', ...attack.slice(-1))).toBeNull()
    expect(recordsOf(await index.find(`NHS_NUMBER:${last}`))).toEqual([`hospital/${last}`])
  })

  it('can still withdraw, protect and join disputes that are there', async () => {
    await registerVictims()
    await index.register('wrongdoer', ...attack)
    expect(await index.register('wrongdoer', registration('more', ['PNC_ID:v0']))).toBeNull()
    expect(
      await index.register(
        'wrongdoer',
        registration('v1', ['NHS_NUMBER:x-v1'], { isAddressProtected: true }),
      ),
    ).toBeNull()
    expect(await index.withdraw('wrongdoer', 'v2')).toBeNull()
    expect(recordsOf(await index.find('NHS_NUMBER:v2'))).toEqual(['hospital/v2', 'north/v2'])
  })

  it('does not slow an agency whose people somebody else disputes', async () => {
    await registerVictims()
    await index.register('wrongdoer', ...attack)
    const late = victims.map((v) => registration(`late-${v}`, [`PNC_ID:${v}`]))
    expect(await index.register('south', ...late)).toBeNull()
  })
})
