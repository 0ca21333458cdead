import type { Agency } from '../../../common/register'
import { getAgency, readRegister } from '../../../common/register'
import type { Environment } from '../../../common/settings'
import { readBaseSettings, SettingError } from '../../../common/settings'
import type { DoctorCommand } from './arguments'
import type { Finding } from './finding'
import { bad, good } from './finding'
import { checkKeyFolder, checkOwnKey } from './key-checks'
import { checkAgency, checkHub } from './network-checks'
import { checkSettings } from './settings-checks'

/** What is looked at. */
export interface DoctorPlace {
  readonly env: Environment
  readonly registerFile: string
  /** As `process.version` has it. */
  readonly nodeVersion: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Looks at settings, keys, clock and network; changes nothing. */
export async function runDoctor(
  { code, keyFile, hubKeysUrl, url }: DoctorCommand,
  { env, registerFile, nodeVersion, now }: DoctorPlace,
): Promise<readonly Finding[]> {
  const register = checkRegister(registerFile, code)
  const agency = 'agency' in register ? register.agency : null
  const address = url ?? agency?.external?.url ?? null
  return [
    ...(await checkSettings(env, nodeVersion)),
    register.finding,
    ...checkKeyFolder(dataFolderOf(env)),
    ...(keyFile === null ? [] : checkOwnKey(keyFile, agency)),
    ...(hubKeysUrl === null ? [] : await checkHub(hubKeysUrl, now)),
    ...(address === null ? [] : await checkAgency(address, agency)),
  ]
}

interface RegisterCheck {
  readonly finding: Finding
  /** Absent or null: nothing more is known of it. */
  readonly agency?: Agency | null
}

function checkRegister(file: string, code: string | null): RegisterCheck {
  try {
    const register = readRegister(file)
    const agency = code === null ? null : getAgency(code, register)
    const said = good('SETTINGS', `agencies.json has ${register.length} agencies.`)
    if (!agency || agency.external) return { finding: said, agency }
    const mend = 'It is one of the hub’s own: leave --agency out.'
    return { finding: bad('SETTINGS', `${agency.code} is no agency outside.`, mend) }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { finding: bad('SETTINGS', problem, 'Correct that entry, or the code.') }
  }
}

/** Where settings cannot be read that has been said. */
function dataFolderOf(env: Environment): string {
  try {
    return readBaseSettings(env).dataFolder
  } catch (error) {
    if (error instanceof SettingError) return readBaseSettings({}).dataFolder
    throw error
  }
}
