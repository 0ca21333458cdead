import { HubError } from '../../common/errors'
import { parseJsonBody } from '../../common/http/read-body'
import type { JsonObject } from '../../common/json'
import { getOwn, isObject } from '../../common/json'
import { identifierSystems } from './names'

/** Who is asked about and why, as `$person-info-query` states it. */
export interface PersonQuestion {
  readonly identifier: PersonIdentifier
  /** Address of the law that is acted under; nobody has looked yet whether the hub takes it. */
  readonly reason: string
  /** What the one who asks calls this request or its case; null: not said. */
  readonly caseReference: string | null
  /** Why disclosing confidential health data is in the public interest; null: not said. */
  readonly publicInterestTest: string | null
}

export interface PersonIdentifier {
  /** As in the schema's `IdentifierType`. */
  readonly type: string
  readonly value: string
}

/** Longest body that is read, in bytes: a person and a reason. */
export const maxQuestionBytes = 16 * 1024

/** Levels of objects and lists; an honest question has seven. */
const maxLevels = 12

const maxIdentifiers = 20
const names = ['resource', 'reason', 'identifier', 'public-interest-test']

/** What came under each name. */
type GivenParameters = ReadonlyMap<string, JsonObject>

/**
 * Reads a FHIR Parameters resource. Names and birth date are not looked at: the hub finds people by
 * identifiers only.
 * @throws HubError BAD_USER_INPUT, with the reason PARAMETERS_INVALID, IDENTIFIER_REQUIRED or
 * SEVERAL_IDENTIFIERS where it is FHIR that is wrong
 */
export function readQuestion(body: Buffer): PersonQuestion {
  const content = parseJsonBody(body)
  if (nestsDeeperThan(content, maxLevels)) throw invalid('The body nests too deep.')
  const given = readParameters(content)
  const reason = readText(given, 'reason', 'valueUri')
  if (reason === null)
    throw invalid('Say why you ask: the parameter reason with valueUri, the address of a law.')
  return {
    identifier: readIdentifier(given.get('resource')),
    reason,
    caseReference: readCaseReference(given.get('identifier')),
    publicInterestTest: readText(given, 'public-interest-test', 'valueString'),
  }
}

function readParameters(content: unknown): GivenParameters {
  const resource = isObject(content) ? content : {}
  const sent = getOwn(resource, 'parameter')
  if (getOwn(resource, 'resourceType') !== 'Parameters' || !Array.isArray(sent))
    throw invalid('Send a FHIR Parameters resource with a list of parameters.')
  const given = new Map<string, JsonObject>()
  for (const one of sent as readonly unknown[]) {
    const name = isObject(one) ? getOwn(one, 'name') : null
    // What looks like a condition and is not read would give its sender a wrong picture.
    if (!isObject(one) || typeof name !== 'string' || !names.includes(name))
      throw invalid(`The only parameters are ${names.join(', ')}.`)
    if (given.has(name)) throw invalid(`The parameter ${name} is there more than once.`)
    given.set(name, one)
  }
  return given
}

/** A parameter's text; null when there is no such parameter. */
function readText(given: GivenParameters, name: string, member: string): string | null {
  const parameter = given.get(name)
  if (!parameter) return null
  const text = getOwn(parameter, member)
  if (typeof text !== 'string' || text.trim() === '')
    throw invalid(`The parameter ${name} must have ${member}.`)
  return text
}

/** Exactly one: of two that belong to different people nobody could say who is meant. */
function readIdentifier(parameter: JsonObject | undefined): PersonIdentifier {
  const patient = parameter && getOwn(parameter, 'resource')
  if (!isObject(patient) || getOwn(patient, 'resourceType') !== 'Patient')
    throw invalid('Say whom you ask about: the parameter resource with a Patient.')
  const sent = getOwn(patient, 'identifier') ?? []
  if (!Array.isArray(sent) || sent.length > maxIdentifiers)
    throw invalid(`Patient.identifier must be a list of at most ${maxIdentifiers}.`)
  const [found, another] = (sent as readonly unknown[]).flatMap(readKnownIdentifier)
  const systems = [...identifierSystems.keys()].join(', ')
  if (!found)
    throw refuse(
      'IDENTIFIER_REQUIRED',
      `The hub finds people by identifier, not by name. Send one of: ${systems}.`,
    )
  if (another)
    throw refuse('SEVERAL_IDENTIFIERS', `Send one identifier only of these systems: ${systems}.`)
  return found
}

/** Those of other systems say nothing to the hub, and are left alone. */
function readKnownIdentifier(sent: unknown): readonly PersonIdentifier[] {
  if (!isObject(sent)) throw invalid('Patient.identifier must be a list of identifiers.')
  const system = getOwn(sent, 'system')
  const type = typeof system === 'string' ? identifierSystems.get(system) : undefined
  if (type === undefined) return []
  const value = getOwn(sent, 'value')
  if (typeof value !== 'string' || value.length > 64)
    throw invalid('The value of an identifier must be a text of at most 64 characters.')
  return [{ type, value }]
}

function readCaseReference(parameter: JsonObject | undefined): string | null {
  if (!parameter) return null
  const identifier = getOwn(parameter, 'valueIdentifier')
  const value = isObject(identifier) ? getOwn(identifier, 'value') : null
  if (typeof value !== 'string')
    throw invalid('The parameter identifier must have valueIdentifier with a value.')
  return value
}

function nestsDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => nestsDeeperThan(inner, levels - 1))
}

function invalid(message: string): HubError {
  return refuse('PARAMETERS_INVALID', message)
}

function refuse(reason: string, message: string): HubError {
  return new HubError('BAD_USER_INPUT', message, { reason, httpStatus: 400 })
}
