import { readFileSync } from 'node:fs'

import type { DocumentNode } from 'graphql'
import { Kind, parse } from 'graphql'

import { parseJson } from '../../../common/json'
import type { Agency } from '../../../common/register'
import { readRegister } from '../../../common/register'
import { parsePolicyText, readPolicyText } from '../../../policies/in-force/policy-files'
import type { SdlReader } from '../../../schema/instance-sdl'
import { agencySdl, readSdlFile } from '../../../schema/instance-sdl'
import type { CheckCommand } from './arguments'
import type { CheckReport, SdlCheck } from './check-sdl'
import { checkSdl } from './check-sdl'
import { readExceptions } from './exceptions'
import { readUsage } from './usage'

/** Where it reads what is in force. */
export interface CheckPlace {
  readonly policyFolder: string
  /** The agencies; default: those of agencies.json. */
  readonly register?: readonly Agency[]
  /** The schema folder with what agencies have published. */
  readonly read: SdlReader
}

/**
 * Checks what an agency is about to publish.
 * @throws Error that says what is missing when it cannot be checked
 */
export async function runCheck(
  command: CheckCommand & Partial<Pick<SdlCheck, 'sdl'>>,
  { policyFolder, register = readRegister(), read }: CheckPlace,
): Promise<CheckReport> {
  const { code, on } = command
  const known = register.find((agency) => agency.code === code) ?? null
  return checkSdl({
    ...{
      code,
      register,
      read,
      on,
      ...describeAgency(command, known),
      ...readCircumstances(command),
    },
    sdl: command.sdl ?? readSdl(command.sdlFile),
    before: known && inForce(known, read),
    shared: enumsOf([parse(readSdlFile('hub')), parse(readSdlFile('every-agency'))]),
    policy: parsePolicyText(await readPolicyText(policyFolder)),
  })
}

/** What the command says goes before the register. */
function describeAgency(command: CheckCommand, known: Agency | null) {
  const [kind, field] = [command.kind ?? known?.kind, command.field ?? known?.field]
  if (kind !== undefined && field !== undefined) return { kind, field }
  throw new Error(`${command.code} is not in agencies.json; say what it is with --kind and --field`)
}

function readCircumstances({ code, usageFile, approvedFile }: CheckCommand) {
  return {
    usage: usageFile === null ? null : readUsage(usageFile, readJson(usageFile), code),
    exceptions: approvedFile === null ? [] : readExceptions(approvedFile, readJson(approvedFile)),
  }
}

/** Null for an agency outside that has published nothing yet. */
function inForce(agency: Agency, read: SdlReader): DocumentNode | null {
  try {
    return agencySdl(agency, read)
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: string } }
    if (agency.external && cause?.code === 'ENOENT') return null
    throw error
  }
}

/** @throws Error naming the file, and the line that is no SDL */
export function readSdl(file: string): DocumentNode {
  const text = readText(file)
  try {
    return parse(text)
  } catch (error) {
    const { message, locations } = error as {
      readonly message: string
      readonly locations?: readonly { readonly line: number }[]
    }
    throw new Error(`${file}, line ${locations?.[0]?.line ?? 1}: ${message}`, { cause: error })
  }
}

function readJson(file: string): unknown {
  const content = parseJson(readText(file))
  if (content === null) throw new Error(`${file}: expected JSON`)
  return content
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`${file}: there is no such file, or it cannot be read`, { cause })
  }
}

function enumsOf(documents: readonly DocumentNode[]): DocumentNode {
  const definitions = documents
    .flatMap((document) => document.definitions)
    .filter(({ kind }) => kind === Kind.ENUM_TYPE_DEFINITION)
  return { kind: Kind.DOCUMENT, definitions }
}
