import { buildSchema, graphql } from 'graphql'

import { BoundedCache } from '../../../common/bounded-cache'
import type { Policy } from '../../../policies/policy'
import { applyAgencyShield } from '../../../policies/shield/agency-shield'
import { currentPolicy } from '../../helpers/current-policy'

interface Context {
  readonly policies: readonly Policy[]
}

/** The project's own, with housing telling nobody anything. */
const stricter: Policy = {
  ...currentPolicy,
  agreements: new Map([...currentPolicy.agreements].filter(([kind]) => kind !== 'housing')),
  version: 'stricter',
}

const analyst = { roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING', askedOn: '2026-11-28' }

describe('an agency that remembers decisions', () => {
  const schema = applyAgencyShield<Context>(
    buildSchema('type Query { tenancy: String }'),
    new Map([['Query.tenancy', ['HOUSING']]]),
    {
      agency: 'harrowmere-homes',
      sourceKind: 'housing',
      factsOf: () => analyst,
      policiesOf: ({ policies }) => policies,
      memory: new BoundedCache(10),
    },
  )
  const ask = async (...policies: readonly Policy[]) => {
    const rootValue = { tenancy: 'secure' }
    const { data, errors } = await graphql({
      ...{ schema, rootValue, source: '{ tenancy }', contextValue: { policies } },
    })
    return errors?.[0]?.extensions['reason'] ?? data?.['tenancy']
  }

  it.each<[string, readonly Policy[], string]>([
    ['the one of before', [currentPolicy], 'secure'],
    ['a stricter one', [stricter], 'NO_AGREEMENT'],
    ['the one of before again', [currentPolicy], 'secure'],
    ['a stricter one of its own beside it', [currentPolicy, stricter], 'NO_AGREEMENT'],
    ['none', [], 'UNCLASSIFIED'],
  ])('decides by the policies of the call: %s', async (_name, policies, expected) => {
    await expect(ask(...policies)).resolves.toBe(expected)
  })
})
