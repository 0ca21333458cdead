import { isObject, parseJson } from '../../../common/json'
import type { FileEntry } from '../files/file-entry'
import { ImportError } from '../files/import-error'
import { lineProblem, readLines, readWhole } from '../files/read-lines'
import { RejectedRecord } from '../files/rejected-record'
import type { FoundByEncounter } from './conditions'
import { encounterOf, FoundThings } from './conditions'
import { alcoholRecord, encounterRecord, registrationRecord } from './gp'
import { attendanceRecord } from './hospital'
import { patientRecord } from './patient'
import type { Resource } from './resource'
import { readResource, textOf } from './resource'

type Mapper = (resource: Resource, found: FoundByEncounter) => object

/** What a kind of agency keeps of which resources. */
const mappersByKind: Readonly<Record<string, Readonly<Record<string, Mapper>>>> = {
  hospital: { Patient: patientRecord, Encounter: attendanceRecord },
  gp: {
    ...{ Patient: patientRecord, Encounter: encounterRecord },
    ...{ EpisodeOfCare: registrationRecord, Observation: alcoholRecord },
  },
}

/** Encounters that have taken place, or are under way. */
const took = ['in-progress', 'arrived', 'triaged', 'onleave', 'finished', 'entered-in-error']

/**
 * The resources of an .ndjson file as records; it is read twice, first for what conditions say of encounters.
 * @throws ImportError FILE_TYPE_UNKNOWN for a kind that keeps none
 */
export async function* readResourceLines(
  file: string,
  kind: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<FileEntry> {
  const mappers = mappersOf(kind, file)
  const found = new FoundThings()
  for await (const { text } of readLines(file)) if (text !== null) collect(parseJson(text), found)
  for await (const line of readLines(file, { onRead })) {
    const { place, text, problem } = line
    if (problem !== null) yield { place, problem: lineProblem(line), code: problem }
    else if (text !== null && text.trim() !== '')
      yield* toEntries(parseJson(text), place, mappers, found.byEncounter)
  }
}

/**
 * The resources of a Bundle as records, by their place in it.
 * @throws ImportError FILE_MALFORMED when it is no Bundle
 */
export async function* readBundle(file: string, kind: string): AsyncGenerator<FileEntry> {
  const mappers = mappersOf(kind, file)
  const bundle = parseJson(await readWhole(file))
  const isBundle = isObject(bundle) && bundle['resourceType'] === 'Bundle'
  const entries = isBundle ? (bundle['entry'] ?? []) : null
  if (!Array.isArray(entries))
    throw new ImportError('FILE_MALFORMED', `${file}: expected a FHIR Bundle`)
  const resources = entries.map((entry: unknown) => (isObject(entry) ? entry['resource'] : null))
  const found = new FoundThings()
  for (const resource of resources) collect(resource, found)
  for (const [index, resource] of resources.entries())
    yield* toEntries(resource, index + 1, mappers, found.byEncounter)
}

function mappersOf(kind: string, file: string): Readonly<Record<string, Mapper>> {
  const mappers = mappersByKind[kind]
  if (mappers) return mappers
  const known = Object.keys(mappersByKind).join(', ')
  throw new ImportError(
    'FILE_TYPE_UNKNOWN',
    `${file}: FHIR is read for agencies of the kinds ${known}, and not for ${kind}`,
  )
}

function collect(value: unknown, found: FoundThings): void {
  if (isObject(value) && value['resourceType'] === 'Condition' && textOf(value, 'id') !== undefined)
    found.add(value as Resource)
}

/** A resource as the record that is kept of it; a condition of an encounter is kept with that. */
function toEntries(
  value: unknown,
  place: number,
  mappers: Readonly<Record<string, Mapper>>,
  found: FoundByEncounter,
): readonly FileEntry[] {
  try {
    const resource = readResource(value)
    if (resource.resourceType === 'Condition' && encounterOf(resource) !== undefined) return []
    return [{ place, value: withoutAbsent(toRecord(resource, mappers, found)) }]
  } catch (error) {
    if (!(error instanceof RejectedRecord)) throw error
    return [{ place, problem: error.message, code: error.code }]
  }
}

function toRecord(
  resource: Resource,
  mappers: Readonly<Record<string, Mapper>>,
  found: FoundByEncounter,
): object {
  const { resourceType } = resource
  const mapper = Object.hasOwn(mappers, resourceType) ? mappers[resourceType] : undefined
  if (!mapper)
    throw new RejectedRecord(
      `${resourceType.slice(0, 64)} is not kept here; of these are: ${Object.keys(mappers).join(', ')}, and a Condition that names its encounter`,
      'RESOURCE_NOT_TAKEN',
    )
  const status = textOf(resource, 'status') ?? ''
  if (resourceType === 'Encounter' && !took.includes(status))
    throw new RejectedRecord(
      'this Encounter has not taken place, by its status',
      'RESOURCE_NOT_TAKEN',
    )
  return mapper(resource, found)
}

function withoutAbsent(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
