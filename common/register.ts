import { readFileSync } from 'node:fs'

import type { AgencyDesk } from './agency-desk'
import { readDesk } from './agency-desk'
import type { ExternalAgency } from './external-agency'
import { readExternal } from './external-agency'
import { projectPath } from './project-root'
import type { PinnedNodeKey } from './second-step/node-key'
import { readPinnedNodeKey } from './second-step/node-key'

/** One instance of a kind of agency: a data controller with its own subgraph and database. */
export interface Agency {
  readonly code: string
  readonly displayName: string
  /** Name of its kind, as in `housing`; which kinds there are, whoever needs one's definition knows. */
  readonly kind: string
  /** The agency's field on `Person`. */
  readonly field: string
  /** True when even "we have a record" may not be told: such an agency is always asked. */
  readonly existenceProtected: boolean
  /** NHS department type of a hospital instance: 01 to 04. */
  readonly departmentType?: string
  /** Whom to ring there when no record says. */
  readonly desk?: AgencyDesk
  /** Its records are read from a system by this mapping of subgraphs/rest-adapter, a path from the root. */
  readonly restMapping?: string
  /** Its public key for the second step, by which others compare pairs in doubt with it; absent: it takes no part. */
  readonly secondStep?: PinnedNodeKey
  /** Where it is when somebody else runs its subgraph; absent: it is one of ours. */
  readonly external?: ExternalAgency
  /** Index in the register from 0: its port on one machine follows from it. */
  readonly position: number
}

const codePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const mappingPattern = /^([a-z0-9][a-z0-9-]*\/)*[a-z0-9][a-z0-9-]*\.json$/
const fieldPattern = /^[a-z][A-Za-z0-9]*$/

/**
 * The agencies of the partnership, in register order.
 * @throws Error that names the file and the entry when the register is malformed.
 */
export function readRegister(file = projectPath('agencies.json')): readonly Agency[] {
  const entries: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(entries)) throw new Error(`${file}: expected a list of agencies`)
  const agencies = entries.map((entry, position) => readAgency(entry, position, file))
  for (const key of ['code', 'field'] as const) {
    const values = agencies.map((agency) => agency[key])
    const twice = values.find((value, index) => values.indexOf(value) !== index)
    if (twice !== undefined) throw new Error(`${file}: ${key} "${twice}" is used twice`)
  }
  return agencies
}

/**
 * The agency with this code.
 * @throws Error that lists the known codes.
 */
export function getAgency(code: string, register: readonly Agency[]): Agency {
  const agency = register.find((candidate) => candidate.code === code)
  if (agency) return agency
  const known = register.map((candidate) => candidate.code).join(', ')
  throw new Error(`No agency "${code}" in agencies.json. Known: ${known}`)
}

/**
 * An agency whose records are kept here.
 * @throws Error for one that somebody else runs
 */
export function getOwnAgency(code: string, register: readonly Agency[]): Agency {
  const agency = getAgency(code, register)
  if (!agency.external) return agency
  throw new Error(
    `${agency.code} is an agency outside: it keeps its own records, and runs elsewhere`,
  )
}

type Entry = Readonly<Record<string, unknown>>

function readAgency(entry: unknown, position: number, file: string): Agency {
  const where = `${file}: agency ${position + 1}`
  if (typeof entry !== 'object' || entry === null) throw new Error(`${where}: expected an object`)
  const fields = entry as Entry
  const { existenceProtected } = fields
  if (typeof existenceProtected !== 'boolean')
    throw new Error(`${where}: existenceProtected must be true or false`)
  const external = readExternal(fields, where)
  const desk = readDesk(fields['desk'], where)
  return {
    code: readText(fields, 'code', { where, pattern: codePattern }),
    displayName: readText(fields, 'displayName', { where, pattern: /\S/ }),
    kind: readKind(fields, where),
    field: readText(fields, 'field', { where, pattern: fieldPattern }),
    existenceProtected,
    position,
    ...(external ? { external } : {}),
    ...(desk ? { desk } : {}),
    ...readRestMapping(fields, where),
    ...readSecondStep(fields, where),
    ...(fields['departmentType'] === undefined
      ? {}
      : { departmentType: readText(fields, 'departmentType', { where, pattern: /^0[1-4]$/ }) }),
  }
}

function readRestMapping(fields: Entry, where: string): Pick<Agency, 'restMapping'> {
  if (fields['restMapping'] === undefined) return {}
  if (fields['external'] === true)
    throw new Error(
      `${where}: restMapping is for an agency that is started here, not for one outside`,
    )
  return { restMapping: readText(fields, 'restMapping', { where, pattern: mappingPattern }) }
}

function readSecondStep(fields: Entry, where: string): Pick<Agency, 'secondStep'> {
  const secondStep = readPinnedNodeKey(fields['secondStep'], where)
  if (!secondStep) return {}
  if (fields['existenceProtected'] === true || fields['restMapping'] !== undefined)
    throw new Error(
      `${where}: secondStep is for an agency that keeps its records itself and may be known to have some`,
    )
  return { secondStep }
}

/** The hub's own sources have schemas and agreements too; an agency cannot pass for one of them. */
function readKind(entry: Entry, where: string): string {
  const kind = readText(entry, 'kind', { where, pattern: codePattern })
  if (['hub', 'person-index', 'search-tokens', 'insights'].includes(kind))
    throw new Error(`${where}: "${kind}" is not a kind of agency`)
  return kind
}

function readText(entry: Entry, key: string, rule: { where: string; pattern: RegExp }): string {
  const value = entry[key]
  if (typeof value === 'string' && rule.pattern.test(value)) return value
  throw new Error(`${rule.where}: ${key} must be a text that fits ${rule.pattern.source}`)
}
