/** The verbs for whoever writes an agency's subgraph: the same in the repository and in the package. */
import { utcDayOf } from '../../common/days'
import { projectPath, projectRoot } from '../../common/project-root'
import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import type { Environment } from '../../common/settings'
import { readBaseSettings, readPublishedFolder } from '../../common/settings'
import { safeJson, safeLines } from '../terminal-text'
import { asCalled } from './as-called'
import { readCheckCommand } from './check/arguments'
import { runCheck } from './check/command'
import { checkText } from './check/report'
import { readConformanceCommand } from './conformance/arguments'
import { checkConformance } from './conformance/command'
import { conformanceText } from './conformance/report'
import { readDevCommand } from './dev/arguments'
import type { DevNews } from './dev/command'
import { runDev } from './dev/command'
import { HubProcess } from './dev/hub-process'
import { makePrograms } from './dev/programs'
import { devText } from './dev/report'
import { readDoctorCommand } from './doctor/arguments'
import { runDoctor } from './doctor/command'
import { doctorText } from './doctor/report'
import { readInitCommand } from './init/arguments'
import { runInit } from './init/command'
import { UsageError } from './parse-options'
import { PublishedRegister } from './publish/published-register'
import { publishedText, readSdlCommand } from './sdl/command'

/** Runs a verb; its exit status is that of the process. */
export type Verb = (args: readonly string[]) => unknown

export const outsideVerbs: Readonly<Record<string, Verb>> = {
  init: printMade,
  sdl: printSdl,
  check: printCheck,
  conformance: printConformance,
  doctor: printDoctor,
  dev: runDevHub,
}

async function printMade(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readInitCommand(args)
  const files = await runInit(command, readBaseSettings(process.env).policyFolder)
  const { folder } = command
  const text = `${folder}: ${files.join(', ')}\nREADME.md there says how to go on.\n`
  process.stdout.write(command.isJson ? `${safeJson({ folder, files }, 0)}\n` : safeLines(text))
  process.exitCode = 0
}

function printSdl(args: readonly string[]): void {
  process.exitCode = 2
  const command = readSdlCommand(args)
  const published = publishedText(command)
  process.stdout.write(command.isJson ? `${safeJson(published, 0)}\n` : published.sdl)
  process.exitCode = 0
}

/** What cannot be checked has not been refused: 2. */
async function printCheck(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readCheckCommand(args, utcDayOf(Date.now()))
  const { policyFolder } = readBaseSettings(process.env)
  const read = openPublished(readRegister()).read()
  const report = await runCheck(command, { policyFolder, read })
  process.stdout.write(command.isJson ? `${safeJson(report, 0)}\n` : checkText(report))
  process.exitCode = report.passed ? 0 : 1
}

/** An agency that cannot be looked at has not failed: 2. */
async function printConformance(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readConformanceCommand(args)
  const conformance = await checkConformance(command)
  const text = command.isJson ? `${JSON.stringify(conformance)}\n` : conformanceText(conformance)
  process.stdout.write(text)
  process.exitCode = conformance.passed ? 0 : 1
}

async function printDoctor(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readDoctorCommand(args)
  const findings = await runDoctor(command, {
    ...{ env: process.env, registerFile: projectPath('agencies.json') },
    ...{ nodeVersion: process.version, now: Date.now },
  })
  const text = asCalled(doctorText(findings))
  process.stdout.write(command.isJson ? `${safeJson(findings, 0)}\n` : text)
  process.exitCode = findings.every(({ isGood }) => isGood) ? 0 : 1
}

/** Until Ctrl-C, or the end of who started it. */
async function runDevHub(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readDevCommand(args)
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      stopping.abort()
    })
  const { signal } = stopping
  const tell = ({ event, says }: DevNews) => {
    console.log(command.isJson ? safeJson({ event, says }, 0) : safeLines(devText({ event, says })))
  }
  makePrograms(projectRoot())
  const makeHub = (root: string, env: Environment) =>
    new HubProcess(root, env, (line) => {
      tell({ event: 'STARTING', says: line })
    })
  await runDev(command, { root: projectRoot(), env: process.env, tell, makeHub, signal }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error
    },
  )
  process.exitCode = 0
}

/** What agencies outside have in force. */
export function openPublished(register: readonly Agency[]): PublishedRegister {
  const settings = readBaseSettings(process.env)
  return new PublishedRegister(readPublishedFolder(process.env, settings), register)
}

/**
 * Runs the verb of a command line; what cannot be done is said on standard error, how it is written, where that is
 * asked for, on standard output.
 */
export function runVerb(run: () => unknown): void {
  Promise.resolve()
    .then(run)
    .catch((error: unknown) => {
      if (error instanceof UsageError && process.argv.includes('--help')) {
        process.stdout.write(`${error.usage}\n`)
        process.exitCode = 0
        return
      }
      const problem = error instanceof Error ? error.message : String(error)
      console.error(safeLines(asCalled(problem)))
      process.exitCode ??= 1
    })
}
