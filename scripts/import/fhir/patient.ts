import { canonicalPostcode } from '../../../common/identifiers/address-identifiers'
import { RejectedRecord } from '../files/rejected-record'
import { sourceOf } from './envelope'
import { dayOfTime } from './fhir-time'
import type { Part, Resource } from './resource'
import { partOf, partsOf, systems, textOf } from './resource'

const addressKey = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey'

const tracingStatus =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus'

/** Number present and verified. @see UK Core, NHS Number Verification Status */
const traced: ReadonlySet<string> = new Set(['01', 'number-present-and-verified'])

/** Security labels under which the demographics service keeps back where somebody is. */
const restricted = ['R', 'V']

const nameKinds = new Map([
  ['nickname', 'ALIAS'],
  ['anonymous', 'ALIAS'],
  ['old', 'FORMER'],
  ['maiden', 'FORMER'],
])

/**
 * A patient as the agency's description of a person. Where a restricted patient is, is not taken over at all.
 * @throws RejectedRecord RESOURCE_INVALID
 * @see UK Core Patient; NHS Personal Demographics Service, restricted records
 */
export function patientRecord(patient: Resource): object {
  const isRestricted = partsOf(partOf(patient, 'meta'), 'security').some(
    ({ system, code }) =>
      system === systems.confidentiality && restricted.some((label) => label === code),
  )
  return {
    ...{ recordType: 'person', ...sourceOf(patient) },
    names: namesOf(patient),
    dateOfBirth: dayOfTime(textOf(patient, 'birthDate')),
    identifiers: nhsNumberOf(patient),
    ...(isRestricted ? { isRestricted } : whereabouts(patient)),
  }
}

function namesOf(patient: Resource): readonly object[] {
  const names = partsOf(patient, 'name').flatMap((name) => {
    const given = Array.isArray(name['given']) ? name['given'] : []
    const forenames = given.filter((one) => typeof one === 'string').join(' ')
    const surname = textOf(name, 'family')
    const kind = nameKinds.get(textOf(name, 'use') ?? '') ?? 'LEGAL'
    return surname !== undefined && forenames !== '' ? [{ forenames, surname, kind }] : []
  })
  if (names.length > 0) return names
  throw new RejectedRecord('name must have family and given', 'RESOURCE_INVALID')
}

function nhsNumberOf(patient: Resource) {
  const own = partsOf(patient, 'identifier').filter(({ system }) => system === systems.nhsNumber)
  const values = new Set(own.flatMap((one) => textOf(one, 'value') ?? []))
  if (values.size > 1)
    throw new RejectedRecord('identifier has more than one NHS number', 'RESOURCE_INVALID')
  const codes = own.flatMap((one) => tracingCodes(one))
  return {
    nhsNumber: [...values][0],
    ...(codes.length > 0 ? { isNhsNumberTraced: codes.every((code) => traced.has(code)) } : {}),
  }
}

/** What an identifier says of its tracing, as a code of whichever nation's list; empty: nothing. */
function tracingCodes(identifier: Part): readonly string[] {
  const said = partsOf(identifier, 'extension').filter(({ url }) => url === tracingStatus)
  return said.flatMap((one) => {
    const codes = partsOf(partOf(one, 'valueCodeableConcept'), 'coding')
    return codes.length > 0 ? codes.map((code) => textOf(code, 'code') ?? '') : ['']
  })
}

/** Of the home that is in use; one that has ended is not where somebody is. */
function whereabouts(patient: Resource): object {
  const isInUse = (part: Part) =>
    part['use'] !== 'old' && textOf(partOf(part, 'period'), 'end') === undefined
  const homes = partsOf(patient, 'address').filter(isInUse)
  const home = homes.find(({ use }) => use === 'home') ?? homes[0] ?? {}
  const phone = partsOf(patient, 'telecom').find((one) => one['system'] === 'phone' && isInUse(one))
  const postcode = textOf(home, 'postalCode')
  return {
    uprn: uprnOf(home),
    // "ZZ99" and the like name no place.
    postcode: postcode !== undefined && canonicalPostcode(postcode) ? postcode : undefined,
    telephone: phone && textOf(phone, 'value')?.replaceAll(/[()-]/g, ' '),
  }
}

function uprnOf(home: Part): string | undefined {
  for (const key of partsOf(home, 'extension').filter(({ url }) => url === addressKey)) {
    const parts = partsOf(key, 'extension')
    const type = parts.find(({ url }) => url === 'type')
    const value = parts.find(({ url }) => url === 'value')
    if (type && value && textOf(partOf(type, 'valueCoding'), 'code') === 'UPRN')
      return textOf(value, 'valueString')
  }
  return undefined
}
