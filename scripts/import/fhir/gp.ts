import { problems } from '../../../subgraphs/gp/codes'
import { RejectedRecord } from '../files/rejected-record'
import type { FoundByEncounter } from './conditions'
import { isInjury } from './conditions'
import { envelopeOf } from './envelope'
import { dayOfTime } from './fhir-time'
import type { Resource } from './resource'
import { codesOf, partOf, systems, textOf } from './resource'

/** @see FHIR R4, v3-ActEncounterCode */
const modeOfClass = new Map([
  ['AMB', 'SURGERY'],
  ['HH', 'HOME_VISIT'],
])

/** Which sort of virtual encounter it was is said by its type. @see SNOMED CT */
const modeOfType = new Map([
  ['386472008', 'TELEPHONE'],
  ['448337001', 'VIDEO'],
  ['439708006', 'HOME_VISIT'],
])

/** An encounter with a practice. @throws RejectedRecord */
export function encounterRecord(encounter: Resource, found: FoundByEncounter): object {
  const types = codesOf(encounter, 'type', systems.snomed).flatMap(
    (code) => modeOfType.get(code) ?? [],
  )
  const mode = types[0] ?? modeOfClass.get(textOf(partOf(encounter, 'class'), 'code') ?? '')
  if (mode === undefined)
    throw new RejectedRecord(
      'class and type do not say how the encounter took place',
      'RESOURCE_INVALID',
    )
  const about = found.get(encounter.id)
  const codes = [...codesOf(encounter, 'reasonCode', systems.snomed), ...(about?.codes ?? [])]
  const start = textOf(partOf(encounter, 'period'), 'start')
  return {
    recordType: 'encounter',
    ...envelopeOf(encounter, { text: start, name: 'period.start' }),
    ...{ mode, isAttended: true, problem: codes.find((code) => problems.codes.has(code)) },
    // No code of an injury does not say that there was none.
    ...(isInjury({ codes })
      ? {
          hasInjury: true,
          injurySites: about?.sites.length ? [...new Set(about.sites)] : undefined,
        }
      : {}),
  }
}

/** An episode of care as a registration with the practice. @throws RejectedRecord */
export function registrationRecord(episode: Resource): object {
  const period = partOf(episode, 'period')
  const start = textOf(period, 'start')
  const startDate = dayOfTime(start)
  if (startDate === undefined)
    throw new RejectedRecord('period.start must be known to the day', 'RESOURCE_INVALID')
  const practice = partOf(partOf(episode, 'managingOrganization'), 'identifier')
  return {
    recordType: 'registration',
    ...envelopeOf(episode, { text: start, name: 'period.start' }, 'patient'),
    ...{ kind: 'REGULAR', startDate, endDate: dayOfTime(textOf(period, 'end')) },
    practiceCode: practice['system'] === systems.odsCode ? textOf(practice, 'value') : undefined,
  }
}

/** Units in a week; the score of AUDIT-C. @see SNOMED CT (UK edition), LOINC */
const unitsPerWeek = '1082641000000106'
const auditC = { snomed: '763256006', loinc: '75626-2' }

/** An observation of alcohol use. @throws RejectedRecord RESOURCE_NOT_TAKEN for any other */
export function alcoholRecord(observation: Resource): object {
  const snomed = codesOf(observation, 'code', systems.snomed)
  const isScore =
    snomed.includes(auditC.snomed) ||
    codesOf(observation, 'code', systems.loinc).includes(auditC.loinc)
  if (!isScore && !snomed.includes(unitsPerWeek))
    throw new RejectedRecord('is no observation of alcohol use', 'RESOURCE_NOT_TAKEN')
  const value = partOf(observation, 'valueQuantity')['value'] ?? observation['valueInteger']
  if (typeof value !== 'number')
    throw new RejectedRecord('valueQuantity or valueInteger must be a number', 'RESOURCE_INVALID')
  return {
    recordType: 'alcoholIntake',
    ...envelopeOf(observation, {
      ...{ text: textOf(observation, 'effectiveDateTime'), name: 'effectiveDateTime' },
    }),
    ...(isScore ? { auditCScore: value } : { unitsPerWeek: value }),
  }
}
