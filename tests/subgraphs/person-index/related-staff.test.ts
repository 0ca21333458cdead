import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import { currentPolicy } from '../../helpers/current-policy'
import { ServiceCounts } from '../../../subgraphs/kit/service/service-counts'
import type { StaffDocument } from '../../../subgraphs/person-index/documents'
import { createRelatedStaff, relationsOf } from '../../../subgraphs/person-index/related-staff'

const person = {
  ...{ id: 'p1', references: new Map() },
  tokens: new Set(['NHS_NUMBER:a', 'CRN:b']),
  tyingTokens: new Set<string>(),
  addresses: new Set<string>(),
  postcodes: new Set<string>(),
  households: new Set(['HOME:x', 'HOME:y', 'FAMILY:z']),
  disputedAgencies: [],
  ...{ possibleAgencies: [], possiblePeople: [], keys: [] },
  isHeld: false,
  isAddressProtected: false,
}
const staff = (tokens: string[], households: string[]): StaffDocument => ({
  ...{ _id: 'council/s1', tokens, households },
})
const claims = { homeAgency: 'council', sub: 's1', purpose: 'ADULT_SAFEGUARDING' } as HubTokenClaims

/** The index's staff, and how often and for whom it was asked. */
function staffNamed(found: StaffDocument | null) {
  const asked: string[] = []
  const findById = (id: string) => {
    asked.push(id)
    return { lean: () => Promise.resolve(found) }
  }
  return { models: { staff: { findById }, counts: new ServiceCounts() } as never, asked }
}

describe('what a member of staff is to a person', () => {
  it.each<[string, StaffDocument | null, readonly string[]]>([
    ['nobody the index knows', null, []],
    ['a stranger', staff(['NHS_NUMBER:q'], ['HOME:q', 'FAMILY:q']), []],
    ['themselves, by any identifier', staff(['CRN:b'], []), ['SELF']],
    ['at the same home, now or earlier', staff([], ['HOME:y']), ['SAME_HOUSEHOLD']],
    ['of the same surname there', staff([], ['FAMILY:z']), ['SAME_SURNAME']],
    [
      'all of it',
      staff(['CRN:b'], ['HOME:x', 'FAMILY:z']),
      ['SELF', 'SAME_HOUSEHOLD', 'SAME_SURNAME'],
    ],
  ])('is %s', (_who, known, expected) => {
    expect(relationsOf(person, known)).toEqual(expected)
  })
})

describe('whoever asks about somebody close', () => {
  it('is refused with one reason for every relation, and it is noted', async () => {
    for (const known of [staff(['CRN:b'], []), staff([], ['HOME:x'])]) {
      const related = createRelatedStaff(staffNamed(known).models, claims, [currentPolicy])
      await expect(related.admit(person)).rejects.toMatchObject({
        extensions: { code: 'WITHHELD', reason: 'RELATED_TO_YOU' },
      })
      expect(related.noted.get('p1')).toHaveLength(1)
    }
  })

  it('is let through and noted where the policy says so', async () => {
    const { models, asked } = staffNamed(staff([], ['HOME:x']))
    const related = createRelatedStaff(models, { ...claims, purpose: 'VITAL_INTERESTS' }, [
      currentPolicy,
    ])
    await expect(related.admit(person)).resolves.toBe(person)
    await expect(related.admit({ ...person, id: 'p2' })).resolves.toMatchObject({ id: 'p2' })
    expect([...related.noted.keys()]).toEqual(['p1', 'p2'])
    expect(asked).toEqual(['council/s1'])
  })

  it('is the user, when a system asks for one', async () => {
    const { models, asked } = staffNamed(null)
    await createRelatedStaff(models, { ...claims, onBehalfOf: 'u7' }, [currentPolicy]).admit(person)
    expect(asked).toEqual(['council/u7'])
  })

  it('is read once, beside the look-up', async () => {
    const { models, asked } = staffNamed(staff(['CRN:b'], []))
    const related = createRelatedStaff(models, claims, [currentPolicy])
    related.prepare()
    expect(asked).toEqual(['council/s1'])
    await expect(related.admit(person)).rejects.toThrow('close to this person')
    expect(asked).toEqual(['council/s1'])
  })

  it('is told nothing when the index cannot say who they are', async () => {
    const findById = () => ({ lean: () => Promise.reject(new Error('no database')) })
    const related = createRelatedStaff(
      { staff: { findById }, counts: new ServiceCounts() } as never,
      claims,
      [currentPolicy],
    )
    related.prepare()
    await new Promise((resolve) => setImmediate(resolve))
    await expect(related.admit(person)).rejects.toThrow('no database')
  })
})
