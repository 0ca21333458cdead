import type { Fix } from './fix'

/** Of how many people may be looked up, and of what a look-up gives away. */
export const lookupFixes: readonly Fix[] = [
  {
    name: 'look-ups: an emergency that waits for what was asked before',
    file: 'gateway/lookups/bounds.ts',
    fixed: 'onBehalfOf ?? null, isEmergency])',
    reverted: 'onBehalfOf ?? null])',
    test: ['tests/gateway/lookups/limited-lookups.test.ts', 'looking up many people'],
  },
  {
    name: 'look-ups: a system that names another user each time',
    file: 'gateway/lookups/bounds.ts',
    fixed: 'if (onBehalfOf === undefined) return [ofPerson]',
    reverted: 'if (onBehalfOf !== null) return [ofPerson]',
    test: [
      'tests/gateway/lookups/limited-lookups.test.ts',
      'looking up many people is refused to a system',
    ],
  },
  {
    name: 'look-ups: a system in debt keeps its users from an emergency',
    file: 'gateway/lookups/bounds.ts',
    fixed: 'const system = JSON.stringify([homeAgency, staffId, isEmergency])',
    reverted: 'const system = JSON.stringify([homeAgency, staffId])',
    test: [
      'tests/gateway/lookups/limited-lookups.test.ts',
      'looking up many people is refused to a system',
    ],
  },
  {
    name: 'enquiries: as many as anybody likes',
    file: 'gateway/pipeline/answer-operation.ts',
    fixed: 'takeEnquiries(services.limits.enquiries, request.requester, asked)',
    reverted: 'void takeEnquiries',
    test: ['tests/gateway/lookups/limited-enquiries.test.ts', 'opening many enquiries is refused'],
  },
  {
    name: 'enquiries: an emergency that waits for the others',
    file: 'gateway/lookups/limited-enquiries.ts',
    fixed: '.filter((purpose) => isEmergency(purpose)).length',
    reverted: '.filter((purpose) => isEmergency(purpose) && false).length',
    test: ['tests/gateway/lookups/limited-enquiries.test.ts', 'opening many enquiries leaves'],
  },
  {
    name: 'look-ups: who is in debt opens no enquiry',
    file: 'gateway/lookups/lookup-limiter.ts',
    fixed: 'if (fresh.size === 0) return 0',
    reverted: 'if (fresh.size === -1) return 0',
    test: ['tests/gateway/lookups/lookup-limiter.test.ts', 'the limit of look-ups'],
  },
  {
    name: 'hidden people: one query more for them than for nobody',
    file: 'subgraphs/kit/agency/person-resolvers.ts',
    fixed: 'loadMarks(refs, limitedAccessTypes, context),',
    reverted:
      'context.loaders.loadPeople(refs).then((found) => loadMarks(found.map(({ _id }) => _id), limitedAccessTypes, context)),',
    test: [
      'tests/subgraphs/kit/agency/person-resolvers.test.ts',
      "an agency's view of a person who is hidden takes the same steps",
    ],
  },
  {
    name: 'hidden people: a look-up that takes longer than that of nobody',
    file: 'subgraphs/person-index/person-lookup.ts',
    fixed: 'return found.length > 0 ? found : [nobodysId]',
    reverted: 'return found.length > 0 ? found : [nobodysId].slice(1)',
    test: [
      'tests/subgraphs/person-index/hidden-steps.test.ts',
      'a look-up of somebody hidden by a number',
    ],
  },
]
