import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { fhirNames } from './names'
import type { Parameter } from './parameters'
import { plainDay, plainLine, plainNumber } from './plain-text'

/** A desk as `Organization.telecom` has it. */
type Telecom = Readonly<Record<string, unknown>>

/**
 * An agency that knows the person: its name, and the desks to ring, each once; its own comes last.
 * @param part the agency's part of an answer
 * @see https://hl7.org/fhir/R4/organization.html
 */
export function contactOf({ code, displayName, desk }: Agency, part: unknown): Parameter {
  const general = desk && {
    ...{ desk: desk.name, deskTelephone: desk.telephone, deskHours: desk.hours },
  }
  const places = [...involvementsIn(part), ...(general ? [general] : [])]
  const desks = places.flatMap((one) => deskOf(one) ?? [])
  const telecom = [...new Map(desks.map((desk) => [JSON.stringify(desk), desk])).values()]
  return {
    name: 'contact',
    resource: {
      resourceType: 'Organization',
      id: code,
      identifier: [{ system: fhirNames.agency, value: code }],
      name: displayName,
      ...(telecom.length > 0 ? { telecom } : {}),
    },
  }
}

/** What each service of the agency does with the person, since when; who, by their job alone. */
export function involvementsOf({ code }: Agency, part: unknown): readonly Parameter[] {
  return involvementsIn(part).map((involvement) => {
    const start = plainDay(involvement['startDate'])
    const end = plainDay(involvement['endDate'])
    const period = { ...(start === null ? {} : { start }), ...(end === null ? {} : { end }) }
    return {
      name: 'involvement',
      part: [
        { name: 'organization', valueId: code },
        ...textPart('service', involvement['service']),
        ...textPart('role', involvement['workerRole']),
        ...textPart('desk', involvement['desk']),
        ...(start === null && end === null ? [] : [{ name: 'period', valuePeriod: period }]),
      ],
    }
  })
}

/** Null: it does not say whom to ring. */
function deskOf(involvement: JsonObject): Telecom | null {
  const number = plainNumber(involvement['deskTelephone'])
  const said = [
    { url: fhirNames.desk, valueString: plainLine(involvement['desk'], longestText) },
    { url: fhirNames.hours, valueString: plainLine(involvement['deskHours'], longestText) },
  ]
  const extension = said.filter(({ valueString }) => valueString !== null)
  if (number === null && extension.length === 0) return null
  return {
    ...(extension.length > 0 ? { extension } : {}),
    ...(number === null ? {} : { system: 'phone', value: number }),
    use: 'work',
  }
}

/** As long as an agency's own models let such a text be. */
const longestText = 200

function involvementsIn(part: unknown): readonly JsonObject[] {
  const list = isObject(part) ? part['involvements'] : null
  return Array.isArray(list) ? (list as readonly unknown[]).filter(isObject) : []
}

function textPart(name: string, value: unknown): readonly Parameter[] {
  const valueString = plainLine(value, longestText)
  return valueString === null ? [] : [{ name, valueString }]
}
