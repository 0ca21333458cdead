import { mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { readRegister } from '../../../../common/register'
import publicationData from '../../../../policies/publication.json'
import { readPublication } from '../../../../scripts/policy/mais/publication'
import { findInvalid, findStale, writePolicies } from '../../../../scripts/policy/mais/published'
import { findSchemaProblems } from '../../../../scripts/policy/mais/schema-check'
import { sharingPolicies } from '../../../../scripts/policy/mais/sharing-policy'
import { currentPolicy } from '../../../helpers/current-policy'

const publication = readPublication('publication.json', publicationData)
const register = readRegister()
const policies = sharingPolicies(currentPolicy, { publication, register })
const name = 'charity_mash.analyst_ADULT_SAFEGUARDING_2026-02-05'
const charity = policies.get(`${name}.json`)

describe('the agreements as sharing policies', () => {
  it('are one for each row for a purpose, and all are valid', () => {
    const rows = [...currentPolicy.agreements.values()].flatMap((agreement) => agreement.rows)
    expect(policies.size).toBe(rows.filter(({ purpose }) => purpose !== null).length)
    expect(findInvalid(policies)).toEqual([])
  })

  it('say what the row says, and of the rest what is said once for all', () => {
    expect(charity).toEqual({
      URI: `https://sightline.example/policies/${name}.json`,
      Identifier: { value: name, System: 'https://sightline.example/policies/' },
      Name: 'What charity discloses to mash.analyst for ADULT_SAFEGUARDING',
      Contact: publicationData.contact,
      Party: [
        {
          Name: 'Open Door Harrowmere',
          CatalogueID: [{ value: 'open-door-harrowmere', system: publicationData.catalogue }],
        },
        {
          Name: 'Staff in the role mash.analyst',
          CatalogueID: [{ value: 'role/mash.analyst', system: publicationData.catalogue }],
        },
      ],
      Data: ['IDENTITY', 'RISK', 'SAFEGUARDING', 'INVOLVEMENT'],
      Purpose: ['ADULT_SAFEGUARDING', 'https://www.legislation.gov.uk/ukpga/2014/23/section/42'],
      StartDate: '2026-02-05',
      EndDate: '2029-12-31',
      PermittedUse: ['odrl:read'],
      Restrictions: ['odrl:distribute', 'sightline:outside-the-safeguarding-hub'],
      DataRecipientResponsibilities: [],
      SecurityMeasure: publicationData.securityMeasures,
      LegalCompliance: [
        'Crime and Disorder Act 1998 s.115',
        'Common law of confidentiality: consent of the client, or overriding public interest',
        'UK GDPR Art 6(1)(ea)',
        'Data Protection Act 2018 Sch 1 para 18',
      ],
    })
  })

  it('name every agency of a kind, and every field that is kept back', () => {
    for (const agreement of currentPolicy.agreements.values())
      for (const row of agreement.rows.filter(({ purpose }) => purpose !== null)) {
        const id = [agreement.source, row.recipientRole, row.purpose, row.inForceFrom].join('_')
        const published = policies.get(`${id}.json`)
        const agencies = register.filter(({ kind }) => kind === agreement.source)
        expect(published?.Party).toHaveLength(Math.max(agencies.length, 1) + 1)
        for (const field of row.withholds)
          expect(published?.Restrictions).toContain(`sightline:field/${field}`)
        expect(published?.DataRecipientResponsibilities).toHaveLength(row.requires.length)
      }
  })

  it('leave out a kind that no agency is of', () => {
    const without = register.filter(({ kind }) => kind !== 'charity')
    const left = sharingPolicies(currentPolicy, { publication, register: without })
    expect([...left.keys()].filter((file) => file.startsWith('charity_'))).toEqual([])
    expect(left.size).toBeGreaterThan(100)
  })
})

describe('the schema of a sharing policy', () => {
  const withoutContact = { ...charity, Contact: undefined }

  it.each<[string, unknown, string]>([
    ['no object', [], 'SharingPolicy is no object'],
    ['nothing', {}, 'SharingPolicy.URI is missing'],
    ['no contact', withoutContact, 'SharingPolicy.Contact is missing'],
    ['no purpose', { ...charity, Purpose: [] }, 'SharingPolicy.Purpose is empty'],
    ['one text for a list', { ...charity, Data: 'RISK' }, 'Data must be a list (1..*)'],
    ['a list for one', { ...charity, Name: ['a'] }, 'Name must not be a list (1..1)'],
    ['no address', { ...charity, URI: 'policy' }, 'URI is not of type URI'],
    ['no day', { ...charity, EndDate: 'never' }, 'EndDate is not of type DateStamp'],
    ['a blank', { ...charity, Contact: ' ' }, 'Contact is not of type String'],
    ['another member', { ...charity, Extra: 1 }, 'SharingPolicy.Extra is not part of the schema'],
    [
      'a party without an id',
      { ...charity, Party: [{ Name: 'x' }] },
      'SharingPolicy.Party.CatalogueID is missing',
    ],
    [
      'an identifier spelt otherwise',
      { ...charity, Identifier: { value: 'a', system: 'https://a.example/' } },
      'SharingPolicy.Identifier.System is missing',
    ],
  ])('refuses %s', (_what, document, problem) => {
    expect(findSchemaProblems(document).join('\n')).toContain(problem)
  })
})

describe('what was published', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-mais-'))
  const fileOf = (file: string) => path.join(folder, file)
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('is compared with what is agreed now', () => {
    writePolicies(folder, policies)
    expect(readdirSync(folder)).toHaveLength(policies.size)
    expect(findStale(folder, policies)).toEqual([])

    const [first = '', second = ''] = policies.keys()
    unlinkSync(fileOf(first))
    writeFileSync(fileOf(second), '{}')
    writeFileSync(fileOf('old.json'), '{}')
    expect(findStale(folder, policies)).toEqual([
      `${first} is agreed, and not published`,
      `${second} is published as it is not agreed now`,
      'old.json is published, and no longer agreed',
    ])
  })

  it('is nothing where there is no folder', () => {
    expect(findStale(fileOf('nowhere'), policies)).toHaveLength(policies.size)
  })
})

describe('the file of the publication', () => {
  it.each<[unknown, string]>([
    [[], 'p.json: expected an object'],
    [{ ...publicationData, publishedAt: 'here' }, 'publishedAt must be an https address'],
    [{ ...publicationData, publishedAt: 'https://a.example/b' }, 'must end with a slash'],
    [{ ...publicationData, contact: '' }, 'contact must say whom to ask'],
    [{ ...publicationData, securityMeasures: [1] }, 'securityMeasures must be codes'],
    [{ ...publicationData, owner: 'x' }, '"owner" is not part of a publication'],
  ])('is refused when it cannot be understood: %j', (content, problem) => {
    expect(() => readPublication('p.json', content)).toThrow(problem)
  })
})
