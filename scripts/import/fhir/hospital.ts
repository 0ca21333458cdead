import { RejectedRecord } from '../files/rejected-record'
import type { FoundByEncounter } from './conditions'
import { isInjury } from './conditions'
import { envelopeOf } from './envelope'
import type { Resource } from './resource'
import { codesOf, partOf, systems, textOf } from './resource'

/** What a person came for, by concept; what is not here is left out, and is not OTHER. @see SNOMED CT */
const complaints = new Map([
  ['82271004', 'HEAD_INJURY'],
  ['1912002', 'FALL'],
  ['91175000', 'SEIZURE'],
  ['29857009', 'CHEST_PAIN'],
  ['21522001', 'ABDOMINAL_PAIN'],
  ['267036007', 'BREATHLESSNESS'],
])

/** @see FHIR R4, discharge-disposition */
const dispositions = new Map([
  ['home', 'HOME'],
  ['other-hcf', 'TRANSFERRED'],
])
const dispositionSystem = 'http://terminology.hl7.org/CodeSystem/discharge-disposition'

/** An emergency encounter as an attendance. @throws RejectedRecord */
export function attendanceRecord(encounter: Resource, found: FoundByEncounter): object {
  if (textOf(partOf(encounter, 'class'), 'code') !== 'EMER')
    throw new RejectedRecord(
      'an Encounter of a hospital is an attendance when its class is EMER',
      'RESOURCE_NOT_TAKEN',
    )
  const period = partOf(encounter, 'period')
  const about = found.get(encounter.id)
  const reasons = codesOf(encounter, 'reasonCode', systems.snomed)
  const end = textOf(period, 'end')
  const stay = partOf(encounter, 'hospitalization')
  const dispositionCodes = codesOf(stay, 'dischargeDisposition', dispositionSystem)
  return {
    recordType: 'attendance',
    ...envelopeOf(encounter, { text: textOf(period, 'start'), name: 'period.start' }),
    departedAt: end?.includes('T') ? end : undefined,
    chiefComplaint: firstIn(complaints, reasons),
    discharge: firstIn(dispositions, dispositionCodes),
    ...(about && isInjury(about) && about.sites.length > 0
      ? { injuries: [...new Set(about.sites)].map((bodySite) => ({ bodySite })) }
      : {}),
  }
}

function firstIn(words: ReadonlyMap<string, string>, codes: readonly string[]): string | undefined {
  return codes.flatMap((code) => words.get(code) ?? [])[0]
}
