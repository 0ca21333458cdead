import type { HubCall } from '../../common/tokens/hub-token'
import type { HubEnquiryCall } from '../../common/tokens/sealed-hub-token'
import { exampleAgency } from './made-up-keys'

/** What the hub says of a call in the vectors; everything in it is made up. */
export const enquiryClaims: HubEnquiryCall = {
  aud: exampleAgency,
  sub: 'mash.analyst',
  homeAgency: 'northshire-mash',
  roles: ['mash.analyst'],
  purpose: 'ADULT_SAFEGUARDING',
  enquiryId: '3b0b2a54-0000-4000-8000-000000000001',
  caseReference: 'MASH-0001',
  stated: ['PUBLIC_INTEREST_TEST'],
}

export const callClaims: HubCall = {
  ...enquiryClaims,
  legalPower: 'Care Act 2014 s.42',
  requestId: '5d0e7f4a-0000-4000-8000-000000000001',
}

/** Bytes beyond ASCII: what is hashed is the body in UTF-8 as it was sent. */
export const exampleBody = JSON.stringify({
  query:
    'query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person { exampleAgencyEcho exampleAgency { people { reference } } } } }',
  variables: {
    people: [
      {
        ...{ __typename: 'Person', id: 'person-1', exampleAgencyRefs: ['EX-é-0001'] },
        isAddressProtected: false,
      },
    ],
  },
})
