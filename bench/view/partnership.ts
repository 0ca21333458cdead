import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import path from 'node:path'

import { projectPath } from '../../common/project-root'
import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import { listServices, personIndexCode } from '../../common/services'
import { categories } from '../../policies/vocabulary'
import { composeSupergraph } from '../../schema/compose'
import { copyProject } from '../../scripts/reverts/copy-project'
import type { Partnership } from '../execution/targets'
import type { MadeUpPerson } from '../hub/made-up-people'
import { madeUpRecords } from '../hub/made-up-records'

/** A copy of the project, built, whose register has as many agencies as asked for. */
export interface PartnershipCopy extends Partnership {
  /** Absolute path of the copy. */
  readonly folder: string
}

/**
 * Makes a partnership of any size for one run: `npm start` in the copy composes nothing and loads its
 * records as it loads the made-up case. The agencies are those of agencies.json; further ones are
 * made-up instances of the same kinds.
 * @param people whom every agency knows
 */
export function copyPartnership(
  agencies: number,
  people: readonly MadeUpPerson[],
): PartnershipCopy {
  const folder = copyProject()
  const inCopy = (...parts: readonly string[]) => path.join(folder, ...parts)
  writeFileSync(inCopy('agencies.json'), JSON.stringify(makeEntries(agencies)))
  const register = readRegister(inCopy('agencies.json'))
  const supergraphSdl = composeSupergraph({ services: listServices(register), categories })
  writeFileSync(inCopy('schema', 'supergraph.graphql'), supergraphSdl)
  const caseFile = (code: string) => inCopy('embedded', 'made-up-case', `${code}.ndjson`)
  rmSync(caseFile(personIndexCode), { force: true })
  for (const agency of register)
    writeFileSync(caseFile(agency.code), madeUpRecords(agency, people, agencies))
  execFileSync(process.execPath, [inCopy('scripts', 'transpile.mjs'), 'bench'], { cwd: folder })
  if (!existsSync(inCopy('dist'))) throw new Error('The copy was not built')
  return { folder, register, supergraphSdl }
}

type Entry = Omit<Agency, 'position'>

/** Lines of a register. */
function makeEntries(count: number): readonly Entry[] {
  const own = JSON.parse(readFileSync(projectPath('agencies.json'), 'utf8')) as readonly Entry[]
  return Array.from({ length: count }, (_, position) => {
    const entry = own[position % own.length]
    if (!entry) throw new Error('agencies.json is empty')
    const turn = Math.floor(position / own.length)
    return turn === 0 ? entry : furtherInstance(entry, turn + 1)
  })
}

function furtherInstance(entry: Entry, number: number): Entry {
  return {
    ...entry,
    code: `${entry.code}-${number}`,
    displayName: `${entry.displayName} ${number}`,
    field: `${entry.field}${number}`,
  }
}
