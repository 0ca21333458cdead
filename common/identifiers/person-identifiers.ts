import { canonicalCroNumber } from './cro-number'
import { canonicalNhsNumber } from './nhs-number'
import { canonicalPncId } from './pnc-id'

/** Identifiers by which a person may be found and records linked; the schema's IdentifierType. */
export const identifierTypes = ['NHS_NUMBER', 'PNC_ID', 'CRO_NUMBER', 'CRN'] as const

export type IdentifierType = (typeof identifierTypes)[number]

const canonicalForms: Readonly<Record<IdentifierType, (text: string) => string | null>> = {
  NHS_NUMBER: canonicalNhsNumber,
  PNC_ID: (text) => canonicalPncId(text),
  CRO_NUMBER: canonicalCroNumber,
  CRN: canonicalCrn,
}

/** The identifier in its one canonical form, or null when it is not a valid one of this type. */
export function canonicalIdentifier(type: IdentifierType, text: string): string | null {
  return canonicalForms[type](text)
}

/** A probation case reference number, or null when it is not one. It has no check digit. */
export function canonicalCrn(text: string): string | null {
  const trimmed = text.trim()
  return /^[A-Z]\d{6}$/.test(trimmed) ? trimmed : null
}
