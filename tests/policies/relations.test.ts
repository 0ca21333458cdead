import { currentPolicy } from '../helpers/current-policy'
import { readPolicy } from '../../policies/policy'
import type { Relation } from '../../policies/relations'
import { readRelationTerms, relations } from '../../policies/relations'
import content from '../../policies/relations.json'
import { isRelation, mayLookUp } from '../../policies/review'
import { purposes } from '../../policies/vocabulary'

const ordinary = purposes.filter((purpose) => purpose !== 'VITAL_INTERESTS')

describe('looking up somebody close', () => {
  it.each<[readonly string[], boolean, boolean]>([
    [[], true, true],
    [['SAME_SURNAME'], true, true],
    [['SAME_HOUSEHOLD'], false, true],
    [['SAME_HOUSEHOLD', 'SAME_SURNAME'], false, true],
    [['SELF'], false, false],
    [['SELF', 'SAME_HOUSEHOLD', 'SAME_SURNAME'], false, false],
    [['SAME_SURNAME', 'COUSIN'], false, false],
    [['COUSIN'], false, false],
  ])('%j: allowed %s, in an emergency %s', (related, expected, inEmergency) => {
    for (const purpose of ordinary)
      expect(mayLookUp(related, purpose, currentPolicy)).toBe(expected)
    expect(mayLookUp(related, 'VITAL_INTERESTS', currentPolicy)).toBe(inEmergency)
  })

  it('is what the policy says, for a purpose that is none too', () => {
    expect(mayLookUp(['SAME_HOUSEHOLD'], 'CURIOSITY', currentPolicy)).toBe(false)
    const strict = content.map((row) => ({ ...row, refused: true, exceptFor: [] }))
    const policy = readPolicyWith(strict)
    for (const relation of relations)
      for (const purpose of purposes) expect(mayLookUp([relation], purpose, policy)).toBe(false)
  })

  it('changes the version of the policy when what it says changes', () => {
    const other = content.map((row) => ({ ...row, refused: false }))
    expect(readPolicyWith(other).version).not.toBe(readPolicyWith(content).version)
  })

  it('knows its relations and no others', () => {
    expect(relations.every((relation: Relation) => isRelation(relation))).toBe(true)
    expect(['COUSIN', '', null, 'self'].some((text) => isRelation(text))).toBe(false)
  })
})

describe('the file of relations', () => {
  const [self, household, surname] = content
  it.each<[string, unknown, string]>([
    ['no list', {}, 'r.json'],
    ['a relation twice', [self, self, household], 'SELF stands there twice'],
    ['a relation nobody knows', [{ ...self, relation: 'COUSIN' }], 'relation'],
    ['no meaning', [{ ...self, meaning: ' ' }], 'meaning must say'],
    ['perhaps', [{ ...self, refused: 'perhaps' }], 'refused is true or false'],
    ['a purpose nobody knows', [{ ...self, exceptFor: ['CURIOSITY'] }], 'exceptFor'],
    ['one missing', [self, surname], 'SAME_HOUSEHOLD is missing'],
  ])('is refused with %s', (_what, value, message) => {
    expect(() => readRelationTerms('r.json', value)).toThrow(message)
  })
})

function readPolicyWith(rows: unknown) {
  const purposeRows = purposes.map((purpose) => ({ purpose, meaning: 'x', claimableBy: [] }))
  const empty = { version: '1', inForceFrom: '2026-01-01', inForceUntil: '2027-01-01', rows: [] }
  const kinds = ['police', 'probation', 'hospital', 'housing', 'person-index', 'hub']
  const agreements = kinds.map((source): [string, object] => [source, { ...empty, source }])
  return readPolicy(purposeRows, Object.fromEntries(agreements), { relations: rows })
}
