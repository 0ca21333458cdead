import { existsSync, readFileSync } from 'node:fs'

import { projectPath } from '../../../common/project-root'
import type { Agency } from '../../../common/register'
import { readRegister } from '../../../common/register'
import { getAgencyKind } from '../../../subgraphs/agency-kinds'
import { createKindModels } from '../../../subgraphs/kit/agency/involvements'
import type { RecordModel } from '../../../subgraphs/kit/records/record-collection'
import { createUnconnected } from '../../../subgraphs/kit/service/database'
import { groupRecords } from '../../../subgraphs/person-index/matching/group-records'

/** A record of the made-up case, as it is stored. */
export interface CaseRecord extends Readonly<Record<string, unknown>> {
  readonly _id: string
  readonly recordType: string
  readonly personRefs: readonly string[]
  readonly people?: readonly {
    readonly reference?: string
    readonly role: string
    readonly relationship?: string
  }[]
  readonly occurredAt?: Date
  readonly requirements?: readonly { readonly kind: string }[]
  readonly identifiers?: {
    readonly nhsNumber?: string
    readonly pncIds?: readonly string[]
    readonly croNumbers?: readonly string[]
    readonly crn?: string
  }
}

export interface AssertedLink {
  readonly recordType: string
  readonly sourceRecordId: string
  readonly a: { readonly agency: string; readonly ref: string }
  readonly b: { readonly agency: string; readonly ref: string }
  readonly assertedBy: string
  readonly reason: string
  readonly assertedAt: string
}

/** A person's references by agency. */
export type LocalReferences = ReadonlyMap<string, readonly string[]>

type CaseLine = Readonly<Record<string, unknown>>

/** The lines of one file of the case. */
export function readCaseLines(name: string): readonly CaseLine[] {
  const file = projectPath('embedded', 'made-up-case', `${name}.ndjson`)
  if (!existsSync(file)) throw new Error(`The made-up case has no file for ${name}`)
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as CaseLine)
}

/**
 * An agency's records as its models store them.
 * @throws Error that names every record that they refuse.
 */
export async function readCase(agency: Agency): Promise<readonly CaseRecord[]> {
  const kind = getAgencyKind(agency.kind)
  const models = createKindModels(kind, createUnconnected(), agency)
  const refused: string[] = []
  const records: CaseRecord[] = []
  for (const line of readCaseLines(agency.code)) {
    const { recordType, sourceRecordId, ...fields } = line
    try {
      const Model = getModel(models, String(recordType))
      const record = new Model({ _id: sourceRecordId, ...fields })
      await record.validate()
      records.push({ ...record.toObject(), recordType } as CaseRecord)
    } catch (error) {
      refused.push(`${String(sourceRecordId)}: ${error instanceof Error ? error.message : '?'}`)
    }
  }
  if (refused.length > 0) throw new Error([agency.code, ...refused].join('\n'))
  return records
}

function getModel(models: Readonly<Record<string, RecordModel>>, recordType: string): RecordModel {
  const model = models[recordType]
  if (model) return model
  throw new Error(`${recordType} is not kept here`)
}

/** The whole case: every agency's records, and the people that the index makes of them. */
export class MadeUpCase {
  readonly #records: ReadonlyMap<string, readonly CaseRecord[]>
  readonly links = readCaseLines('person-index') as unknown as readonly AssertedLink[]
  /** Keys `<agency>/<reference>` of each person. */
  readonly people: readonly (readonly string[])[]
  readonly conflicts: readonly unknown[]

  private constructor(records: ReadonlyMap<string, readonly CaseRecord[]>) {
    this.#records = records
    const linkable = [...records].flatMap(([agency, all]) =>
      all
        .filter(({ recordType }) => recordType === 'person')
        .map((person) => ({ key: `${agency}/${person._id}`, tokens: tokensOf(person) })),
    )
    const pairs = this.links.map(({ a, b }) => ({
      a: `${a.agency}/${a.ref}`,
      b: `${b.agency}/${b.ref}`,
    }))
    const { groups, conflicts } = groupRecords(linkable, pairs)
    this.people = groups
    this.conflicts = conflicts
  }

  static async read(register = readRegister()): Promise<MadeUpCase> {
    const entries: [string, readonly CaseRecord[]][] = []
    for (const agency of register) entries.push([agency.code, await readCase(agency)])
    return new MadeUpCase(new Map(entries))
  }

  /** An agency's records of one type. */
  all(agency: string, recordType: string): readonly CaseRecord[] {
    return (this.#records.get(agency) ?? []).filter((record) => record.recordType === recordType)
  }

  /** Those of one person, by the agency's own reference; the earliest first. */
  of(agency: string, recordType: string, reference: string): readonly CaseRecord[] {
    return this.all(agency, recordType)
      .filter(({ personRefs }) => personRefs.includes(reference))
      .toSorted((one, other) => Number(one.occurredAt) - Number(other.occurredAt))
  }

  /** Every record of every agency. */
  everything(): readonly (readonly [agency: string, record: CaseRecord])[] {
    return [...this.#records].flatMap(([agency, all]) =>
      all.map((record) => [agency, record] as const),
    )
  }

  /** An agency's records of one type about a person. */
  about(person: LocalReferences, agency: string, recordType: string): readonly CaseRecord[] {
    const refs = person.get(agency) ?? []
    return this.all(agency, recordType).filter(({ personRefs }) =>
      personRefs.some((ref) => refs.includes(ref)),
    )
  }

  /** The person whom an identifier leads to: their local references by agency. */
  find(identifier: (record: CaseRecord) => boolean): LocalReferences {
    const hit = this.everything().find(([, record]) => identifier(record))
    if (!hit) throw new Error('nobody has this identifier')
    const key = `${hit[0]}/${hit[1]._id}`
    const refs = new Map<string, string[]>()
    for (const member of this.people.find((keys) => keys.includes(key)) ?? []) {
      const [agency = '', ref = ''] = member.split('/')
      refs.set(agency, [...(refs.get(agency) ?? []), ref])
    }
    return refs
  }
}

function tokensOf({ identifiers }: CaseRecord): readonly string[] {
  const { nhsNumber, pncIds = [], croNumbers = [], crn } = identifiers ?? {}
  return [
    ...(nhsNumber === undefined ? [] : [`NHS_NUMBER:${nhsNumber}`]),
    ...pncIds.map((pncId) => `PNC_ID:${pncId}`),
    ...croNumbers.map((number) => `CRO_NUMBER:${number}`),
    ...(crn === undefined ? [] : [`CRN:${crn}`]),
  ]
}
