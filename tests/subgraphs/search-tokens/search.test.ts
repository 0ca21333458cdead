import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

import { keyedHash, plainHash } from '../../../common/likeness/hashing'
import { openNameKey } from '../../../common/registration/name-key'
import { SearchHub } from './search-hub'

const hub = new SearchHub()

const victor = {
  names: [{ forenames: 'Victor', surname: 'Ashdown' }],
  datesOfBirth: ['1957-03-11'],
  postcodes: ['ZY1 4AB'],
  phones: ['01632 960011'],
  uprns: ['906700000011'],
  identifiers: [{ type: 'NHS_NUMBER', value: '999 000 0018' }] as const,
}
const asked = { givenNames: 'Viktor', familyName: 'Ashdown', dateOfBirth: '1957-03-11' }

beforeAll(async () => {
  await hub.start()
  const hiddenFrom = [{ excludedStaff: [], restrictedToStaff: [] }]
  await hub.index.register('northshire-police', [
    hub.registration('NOM-1', victor),
    hub.registration(
      'NOM-2',
      { ...victor, names: [{ forenames: 'Odo', surname: 'Quill' }] },
      { hiddenFrom },
    ),
  ])
})
afterAll(() => hub.stop())

describe('searchPersons', () => {
  it('finds somebody spelled by ear, says why, and writes down whom it found', async () => {
    const { errors, found } = await hub.search(asked)

    expect(errors).toBeUndefined()
    expect(found?.candidates).toMatchObject([{ strength: 'STRONG' }])
    expect(found?.candidates?.[0]?.reasons.map(({ words }) => words)).toEqual([
      'Date of birth: the same',
      'Family name: the same',
      'First name: one character apart',
    ])
    expect(hub.hub.entries.at(-1)).toMatchObject({
      people: [found?.candidates?.[0]?.person.id],
      purpose: 'ADULT_SAFEGUARDING',
      staffId: 'staff-of-mash.analyst',
    })
    expect(JSON.stringify(hub.hub.entries.at(-1))).not.toMatch(/ashdown|viktor/i)
  })

  it('writes down whom it found also when only the reasons are asked for', async () => {
    const headers = await hub.hub.enquire('mash.analyst')
    const query =
      'query ($input: PersonSearchInput!) { searchPersons(input: $input) { candidates { bits } } }'
    await hub.hub.send(query, { input: asked }, headers)

    expect(hub.hub.entries.at(-1)?.people).toHaveLength(1)
  })

  it('gives nobody the tokens, and the index nothing that can be read', async () => {
    const headers = await hub.hub.enquire('mash.analyst')
    const query =
      'query ($input: PersonSearchInput!) { searchPersons(input: $input) { id tokens } }'
    const { errors } = await hub.hub.send(query, { input: asked }, headers)

    expect(errors?.[0]?.message).toContain('tokens')
  })

  it.each([
    ['nobody so called', { ...asked, familyName: 'Marsh', dateOfBirth: '1984-09-23' }],
    ['a record that is kept from everybody', { ...asked, givenNames: 'Odo', familyName: 'Quill' }],
  ])('finds nobody alike: %s', async (_what, input) => {
    const { errors, found, extensions } = await hub.search(input)

    expect(errors).toBeUndefined()
    expect(found).toMatchObject({ candidates: [], hasMore: false })
    expect(extensions?.coverage.find(({ agency }) => agency === 'northshire-police')).toMatchObject(
      {
        status: 'NO_RECORD',
      },
    )
  })

  it.each([
    [
      'a family name',
      { familyName: 'Ashdown' },
      /Add the given name with a year of birth or an age/,
    ],
    ['both names', { givenNames: 'Victor', familyName: 'Ashdown' }, /Add a date or year of birth/],
    ['a year', { yearOfBirth: 1957 }, /Add a name with a date of birth/],
    ['a name and a year', { familyName: 'Ashdown', yearOfBirth: 1957 }, /Add the given name/],
    ['nothing', {}, /Add a name with a date of birth/],
  ])('is refused as too vague with %s, and says what to add', async (_what, input, advice) => {
    const { errors, extensions } = await hub.search(input)

    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(advice) as string,
      extensions: { code: 'BAD_USER_INPUT', reason: 'SEARCH_TOO_VAGUE' },
    })
    expect(extensions?.coverage.every(({ status }) => status === 'NOT_ASKED')).toBe(true)
  })

  it.each([
    ['dateOfBirth', { dateOfBirth: '1957-02-30' }],
    ['yearOfBirth', { yearOfBirth: 1066 }],
    ['ageAbout', { ageAbout: 200 }],
    ['postcode', { postcode: 'nowhere' }],
    ['uprn', { uprn: 'x' }],
    ['phone', { phone: '1' }],
    ['familyName', { familyName: 'x'.repeat(101) }],
    ['identifiers', { identifiers: [{ type: 'NHS_NUMBER', value: '9990000019' }] }],
  ])('is refused with an invalid %s, which it names and does not repeat', async (name, changes) => {
    const { errors } = await hub.search({ givenNames: 'Victor', familyName: 'Ashdown', ...changes })

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(errors?.[0]?.message).toContain(`"${name}"`)
    expect(errors?.[0]?.message).not.toMatch(/02-30|nowhere|9990000019/)
  })

  it.each([
    ['by an age', { givenNames: 'Victor', familyName: 'Ashdown', ageAbout: 69 }],
    ['by a year', { givenNames: 'Victor', familyName: 'Ashdown', yearOfBirth: 1957 }],
    ['by an identifier', { identifiers: [{ type: 'NHS_NUMBER', value: '999 000 0018' }] }],
    ['by a name and a postcode', { familyName: 'Ashdown', postcode: 'zy1 4ab' }],
  ])('finds %s', async (_what, input) => {
    const { found } = await hub.search(input)

    expect(found?.candidates).toHaveLength(1)
  })

  it('is refused to a role that has no agreement for it, and by place to one that is told no addresses', async () => {
    const refused = await hub.search(asked, 'housing.officer')
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'WITHHELD',
      reason: 'NO_AGREEMENT',
    })

    const byName = await hub.search(asked, 'police.officer', 'DVDS')
    expect(byName.found?.candidates).toHaveLength(1)
    const byPlace = await hub.search({ ...asked, postcode: 'ZY1 4AB' }, 'police.officer', 'DVDS')
    expect(byPlace.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'WITHHELD', reason: 'CATEGORY_NOT_DISCLOSED' },
    })
  })

  it('names the agencies that have not said by what their people are found', async () => {
    await hub.index.register('st-annes-hospital', [hub.index.registration('H-1', {})])
    const { found } = await hub.search(asked)

    expect(found?.agenciesNotSearched).toEqual(['st-annes-hospital'])
  })
})

describe("the index's database", () => {
  const plain = [
    ...['Victor', 'VICTOR', 'Ashdown', 'ASHDOWN', 'Odo', 'ODO', 'Quill', 'QUILL'],
    ...['1957-03-11', '19570311', '1957', 'ZY1 4AB', 'ZY14AB', 'ZY1', '906700000011'],
    ...['01632 960011', '01632960011', '999 000 0018', '9990000018'],
    ...['NOM-1', 'NOM-2', 'H-1', 'northshire-police/NOM-1', 'northshire-police/NOM-2'],
    ...['st-annes-hospital/H-1', 'northshire-police/NOM-1\nst-annes-hospital/H-1'],
  ]

  it("holds no value of a person, no hash of one without a key, and none under the agencies' key alone", async () => {
    const text = JSON.stringify(await hub.index.documents())
    const labelled = plain.flatMap((value) => [
      value,
      ...['name', 'dateOfBirth', 'postcode', 'phone', 'other'].map((space) => `${space}|${value}`),
    ])
    const hashes = labelled.flatMap((value) =>
      ['sha256', 'sha1', 'md5'].flatMap((name) => {
        const digest = createHash(name).update(value).digest()
        return [
          digest.toString('hex').slice(0, 32),
          digest.toString('base64'),
          digest.toString('base64url'),
        ]
      }),
    )
    const underOneKey = keyedHash(openNameKey(hub.index.folder))
    const numbers = labelled.flatMap((value) => [plainHash(value), underOneKey(value)]).map(String)

    expect(text).toContain(hub.index.keyOf('northshire-police', 'NOM-1'))
    for (const value of plain) expect(text.includes(`"${value}"`)).toBe(false)
    for (const value of [...hashes, ...numbers]) expect(text.includes(value)).toBe(false)
  })

  it('is opened by an index that never reads the key of names', async () => {
    await hub.index.close()
    const file = path.join(hub.index.folder, 'keys', 'name-tokens')
    writeFileSync(file, 'not a key')

    expect(() => openNameKey(hub.index.folder)).toThrow('name-tokens')
    await hub.index.open()
  })
})
