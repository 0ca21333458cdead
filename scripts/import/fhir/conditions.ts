import { ImportError } from '../files/import-error'
import type { Resource } from './resource'
import { codesOf, partOf, referenceTo, systems, textOf } from './resource'

/** What conditions say of the encounter that they name. */
export interface Found {
  /** Concepts of SNOMED CT, in the order of the file. */
  readonly codes: string[]
  readonly sites: string[]
}

/** Found things by the id of the encounter. */
export type FoundByEncounter = ReadonlyMap<string, Found>

/** @see SNOMED CT, concept identifiers */
const injuries = new Set(['417163006', '82271004', '125605004', '125643001'])
const headInjury = '82271004'

/** Parts of the body that are told apart. @see SNOMED CT, body structures */
const sites = new Map([
  ['69536005', 'HEAD'],
  ['89545001', 'FACE'],
  ['45048000', 'NECK'],
  ['51185008', 'CHEST'],
  ['818983003', 'ABDOMEN'],
  ['113345001', 'ABDOMEN'],
  ['77568009', 'BACK'],
  ['16982005', 'SHOULDER'],
  ['53120007', 'ARM'],
  ['40983000', 'ARM'],
  ['14975008', 'ARM'],
  ['85562004', 'HAND'],
  ['29836001', 'HIP'],
  ['61685007', 'LEG'],
  ['68367000', 'LEG'],
  ['30021000', 'LEG'],
  ['56459004', 'FOOT'],
])

/** As much is held in memory while a file is read. */
const maxEncounters = 500_000
const maxCodes = 1000

/** Collects what conditions say; the conditions themselves are not kept. */
export class FoundThings {
  readonly byEncounter = new Map<string, Found>()

  /** Takes a condition that names an encounter, and no other. */
  add(condition: Resource): void {
    const encounter = encounterOf(condition)
    if (encounter === undefined || isRefuted(condition)) return
    const found = this.byEncounter.get(encounter) ?? { codes: [], sites: [] }
    if (this.byEncounter.size >= maxEncounters || found.codes.length > maxCodes)
      throw new ImportError(
        'FILE_MALFORMED',
        `it has conditions of more than ${maxEncounters} encounters, or too many of one; split the file`,
      )
    const codes = codesOf(condition, 'code', systems.snomed)
    found.codes.push(...codes)
    if (codes.some((code) => injuries.has(code))) found.sites.push(...sitesOf(condition, codes))
    this.byEncounter.set(encounter, found)
  }
}

export function encounterOf(condition: Resource): string | undefined {
  return referenceTo(condition, 'encounter', 'Encounter')
}

export function isInjury({ codes }: Pick<Found, 'codes'>): boolean {
  return codes.some((code) => injuries.has(code))
}

function sitesOf(condition: Resource, codes: readonly string[]): readonly string[] {
  const named = codesOf(condition, 'bodySite', systems.snomed).flatMap(
    (code) => sites.get(code) ?? [],
  )
  return named.length === 0 && codes.includes(headInjury) ? ['HEAD'] : named
}

/** What turned out not to be so, or should never have been written, is not found. */
function isRefuted(condition: Resource): boolean {
  const codings = partOf(condition, 'verificationStatus')['coding']
  return (
    Array.isArray(codings) &&
    codings.some((coding: unknown) =>
      ['refuted', 'entered-in-error'].includes(textOf({ ...(coding as object) }, 'code') ?? ''),
    )
  )
}
