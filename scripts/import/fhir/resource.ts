import { isObject } from '../../../common/json'
import { RejectedRecord } from '../files/rejected-record'

/** A part of a resource: what is not of the form that FHIR gives it counts as absent. */
export type Part = Readonly<Record<string, unknown>>

/** A resource that has a type and an id. */
export interface Resource extends Part {
  readonly resourceType: string
  readonly id: string
}

/**
 * @throws RejectedRecord RESOURCE_INVALID
 * @see FHIR R4 (4.0.1), Resource.id
 */
export function readResource(value: unknown): Resource {
  if (!isObject(value) || typeof value['resourceType'] !== 'string')
    throw new RejectedRecord('is no FHIR resource', 'RESOURCE_INVALID')
  if (typeof value['id'] !== 'string' || !/^[A-Za-z0-9\-.]{1,64}$/.test(value['id']))
    throw new RejectedRecord('id must be 1 to 64 letters, digits, - and .', 'RESOURCE_INVALID')
  return value as Resource
}

export function partsOf(part: Part, name: string): readonly Part[] {
  const value = part[name]
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function partOf(part: Part, name: string): Part {
  const value = part[name]
  return isObject(value) ? value : {}
}

export function textOf(part: Part, name: string): string | undefined {
  const value = part[name]
  return typeof value === 'string' ? value : undefined
}

/** The codes of a CodeableConcept, or of each of a list of them, in one system. */
export function codesOf(part: Part, name: string, system: string): readonly string[] {
  const concepts = [...partsOf(part, name), partOf(part, name)]
  return concepts
    .flatMap((concept) => partsOf(concept, 'coding'))
    .flatMap((coding) => (coding['system'] === system ? (textOf(coding, 'code') ?? []) : []))
}

/** The id that a reference to a resource of this type in the same file names. */
export function referenceTo(part: Part, name: string, resourceType: string): string | undefined {
  const reference = textOf(partOf(part, name), 'reference') ?? ''
  return new RegExp(`(?:^|/)${resourceType}/([A-Za-z0-9\\-.]{1,64})$`).exec(reference)?.[1]
}

/** Code systems that are read. */
export const systems = {
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  encounterClass: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
} as const
