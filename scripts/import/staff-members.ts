import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import { identifierTypes } from '../../common/identifiers/person-identifiers'
import { householdTokens } from '../../common/registration/household-tokens'
import type { LinkKey } from '../../common/registration/link-tokens'
import { identifierToken } from '../../common/registration/link-tokens'
import { staffKey } from '../../subgraphs/person-index/related-staff'
import type { TokenSealer } from '../../subgraphs/person-index/sealed-tokens'
import type { ReadyRecord } from './target'
import { RejectedRecord } from './files/rejected-record'

/** What turns words into the tokens that the index keeps. */
export interface StaffSealing {
  readonly linkKey: LinkKey
  readonly sealer: TokenSealer
}

const textFields = ['homeAgency', 'staffId', 'surname', 'uprn', 'postcode'] as const

/**
 * A member of staff in the form in which the index keeps them: tokens, no word of the record.
 * @throws RejectedRecord
 */
export function prepareStaffMember(
  fields: Readonly<Record<string, unknown>>,
  { linkKey, sealer }: StaffSealing,
): ReadyRecord {
  const { identifiers, ...texts } = fields
  const { homeAgency, staffId, surname, uprn, postcode } = readTexts(texts)
  if (!homeAgency || !staffId) throw new RejectedRecord('homeAgency and staffId must be given')
  const resident = { names: [{ surname: surname ?? null }], uprn: uprn ?? null }
  const households = householdTokens(linkKey, { ...resident, postcode: postcode ?? null })
  const tokens = readIdentifiers(identifiers).map(({ type, value }) => {
    const token = identifierToken(linkKey, type, value)
    if (token === null) throw new RejectedRecord(`identifiers: the ${type} is not a valid one`)
    return sealer.identifier(type, token)
  })
  if (tokens.length + households.length === 0)
    throw new RejectedRecord('nothing in it tells who they are: an identifier, uprn or postcode')
  const id = staffKey(homeAgency, staffId)
  const sealed = households.map(({ kind, token }) => sealer.household(kind, token))
  return { recordType: 'staffMember', id, document: { _id: id, tokens, households: sealed } }
}

function readTexts(fields: Readonly<Record<string, unknown>>) {
  for (const [name, value] of Object.entries(fields))
    if (!textFields.some((known) => known === name) || typeof value !== 'string')
      throw new RejectedRecord(`${name} is not a text that staff members have`)
  return fields as Readonly<Partial<Record<(typeof textFields)[number], string>>>
}

function readIdentifiers(
  identifiers: unknown = [],
): readonly { readonly type: IdentifierType; readonly value: string }[] {
  if (!Array.isArray(identifiers)) throw new RejectedRecord('identifiers must be a list')
  return identifiers.map((entry: unknown) => {
    const { type, value } = (entry ?? {}) as Readonly<Record<string, unknown>>
    const known = identifierTypes.find((candidate) => candidate === type)
    if (known === undefined || typeof value !== 'string')
      throw new RejectedRecord('identifiers: each has a type and a value')
    return { type: known, value }
  })
}
