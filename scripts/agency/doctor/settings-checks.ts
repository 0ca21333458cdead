import { accessSync, constants, existsSync } from 'node:fs'

import { readObservingSettings } from '../../../common/observing/settings'
import type { BaseSettings, Environment } from '../../../common/settings'
import { readBaseSettings, readPublishedFolder } from '../../../common/settings'
import { parsePolicyText, readPolicyText } from '../../../policies/in-force/policy-files'
import { SupergraphFile } from '../../../schema/supergraph-text'
import type { Finding } from './finding'
import { bad, good } from './finding'

/** Node, the environment, and the files that settings lead to. */
export async function checkSettings(
  env: Environment,
  nodeVersion: string,
): Promise<readonly Finding[]> {
  const node = checkNode(nodeVersion)
  const base = attempt(() => {
    const settings = readBaseSettings(env)
    readObservingSettings(env, settings.port)
    return settings
  })
  if (typeof base === 'string')
    return [node, bad('SETTINGS', base, 'Correct the variable; README.md lists them.')]
  const said = good('SETTINGS', 'The variables of the environment can be read.')
  return [node, said, checkFolder(base), checkSupergraph(env, base), await checkPolicy(base)]
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return good('SETTINGS', `Node is ${version}.`)
  return bad('SETTINGS', `Node is ${version}.`, 'Install Node 20.19 or newer.')
}

function checkFolder({ dataFolder }: BaseSettings): Finding {
  if (!existsSync(dataFolder))
    return good('SETTINGS', `SIGHTLINE_DATA: ${dataFolder} is made with the first start.`)
  const problem = problemOf(() => {
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  })
  if (problem === null) return good('SETTINGS', `SIGHTLINE_DATA: ${dataFolder} can be written.`)
  return bad(
    ...(['SETTINGS', `SIGHTLINE_DATA: ${dataFolder} cannot be written.`] as const),
    'Make it writable for who starts the program, or name another.',
  )
}

function checkSupergraph(env: Environment, base: BaseSettings): Finding {
  const problem = problemOf(() => {
    new SupergraphFile(readPublishedFolder(env, base)).read()
  })
  if (problem === null) return good('SETTINGS', 'The supergraph in force belongs to this hub.')
  return bad('SETTINGS', problem, 'Run npm run generate, then npm run agency -- compose.')
}

async function checkPolicy({ policyFolder }: BaseSettings): Promise<Finding> {
  try {
    const { version } = parsePolicyText(await readPolicyText(policyFolder))
    return good('SETTINGS', `The policy is ${version}.`)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return bad('SETTINGS', problem, 'Correct that file, then npm run policy -- check.')
  }
}

/** What it gives, or what went wrong, in words. */
function attempt<Result extends object>(run: () => Result): Result | string {
  try {
    return run()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What went wrong, in words; null: nothing. */
function problemOf(run: () => void): string | null {
  try {
    run()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
