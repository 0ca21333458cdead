import { groundText } from '../../common/registration/hiding'
import type { LinkKey } from '../../common/registration/link-tokens'
import {
  addressToken,
  familyToken,
  groundToken,
  identifierToken,
  postcodeToken,
  staffToken,
} from '../../common/registration/link-tokens'
import { signAgencyToken } from '../../common/registration/agency-token'
import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import type { Registration } from '../../common/registration/registration'
import { protectionsPath, registrationsPath } from '../../common/registration/registration'
import { toSeconds } from '../../common/tokens/hub-token-terms'
import { agencyKey, exampleAgency, exampleMoment, madeUpLinkKey } from './made-up-keys'
import type { KeepSignature } from './signed-before'

const identifiers: readonly (readonly [IdentifierType, string])[] = [
  ['NHS_NUMBER', '999 000 0018'],
  ['NHS_NUMBER', '9990000018'],
  ['NHS_NUMBER', '9990000019'],
  ['PNC_ID', '2002/0104567P'],
  ['PNC_ID', '02/104567P'],
  ['CRO_NUMBER', '123456/02A'],
  ['CRN', 'X104567'],
  ['CRN', 'x104567'],
]

/** What identifiers, addresses and names become before the person index sees them. */
export function linkTokenVectors() {
  const key = madeUpLinkKey()
  return {
    linkKeyHex: key.secret.toString('hex'),
    identifiers: identifiers.map(([type, value]) => ({
      ...{ type, value },
      token: identifierToken(key, type, value),
    })),
    addresses: ['906700000011', '0000906700000011', 'Flat 1'].map((uprn) => ({
      uprn,
      token: addressToken(key, uprn),
    })),
    postcodes: ['ZY1 4AB', 'zy14ab', 'ZY1', 'ZZ99 3VZ'].map((postcode) => ({
      postcode,
      token: postcodeToken(key, postcode),
    })),
    families: familiesOf(key),
    staff: ['northshire-police/police.officer'].map((id) => ({ id, token: staffToken(key, id) })),
    grounds: [
      { purpose: 'ADULT_SAFEGUARDING', caseReference: null },
      { purpose: 'ADULT_SAFEGUARDING', caseReference: ' mash-0001 ' },
    ].map((ground) => {
      const text = groundText(ground)
      return { ...ground, text, token: groundToken(key, text) }
    }),
  }
}

function familiesOf(key: LinkKey) {
  return [
    ['Ashdown', 'ZY1 4AB'],
    ["D'Áscoli-Hale", 'zy14ab'],
    ['Ashdown', 'ZZ99 3VZ'],
  ].map(([surname = '', postcode = '']) => ({
    ...{ surname, postcode },
    token: familyToken(key, surname, postcode),
  }))
}

/** What an agency sends to the person index, signed. */
export function indexCallVectors(keep: KeepSignature) {
  return {
    agency: exampleAgency,
    receivedAt: toSeconds(exampleMoment),
    calls: [
      signedCall(1, keep, { path: registrationsPath, content: exampleRegistrations() }),
      signedCall(2, keep, {
        path: protectionsPath,
        content: { ask: ['EX-0001'], took: [{ ref: 'EX-0002', isProtected: true }] },
      }),
    ],
  }
}

function signedCall(
  number: number,
  keep: KeepSignature,
  { path, content }: { readonly path: string; readonly content: unknown },
) {
  const body = JSON.stringify(content)
  const id = `7a1c2d3e-0000-4000-8000-${String(number).padStart(12, '0')}`
  const made = { now: exampleMoment, id }
  const token = keep(signAgencyToken(exampleAgency, body, agencyKey, made), agencyKey.publicKey)
  return { path, headers: { authorization: `Bearer ${token}` }, body }
}

function exampleRegistrations(): readonly Registration[] {
  const key = madeUpLinkKey()
  const token = (type: IdentifierType, value: string) => ({
    type,
    token: identifierToken(key, type, value) ?? '',
  })
  const home = addressToken(key, '906700000011') ?? ''
  const family = familyToken(key, 'Ashdown', 'ZY1 4AB') ?? ''
  return [
    {
      ...{ ref: 'EX-0001', sequence: 6 },
      tokens: [token('NHS_NUMBER', '9990000018'), token('PNC_ID', '2002/0104567P')],
      addresses: [home],
      postcodes: [postcodeToken(key, 'ZY1 4AB') ?? ''],
      households: [
        { kind: 'HOME', token: home },
        { kind: 'FAMILY', token: family },
      ],
    },
    { ref: 'EX-0002', sequence: 6, tokens: [], addresses: [], isAddressProtected: true },
    { ref: 'EX-0003', sequence: 6, tokens: [], addresses: [], isWithdrawn: true },
    {
      ...{ ref: 'EX-0004', sequence: 6 },
      tokens: [token('CRN', 'X104567')],
      addresses: [],
      hiddenFrom: [
        {
          excludedStaff: [staffToken(key, 'northshire-police/police.officer')],
          restrictedToStaff: null,
        },
      ],
    },
  ]
}
