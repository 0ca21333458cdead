import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { print } from 'graphql'

import type { Agency } from '../../../common/register'
import { getAgency, readRegister } from '../../../common/register'
import type { SdlReader } from '../../../schema/instance-sdl'
import { kindAgencySdl, readSdlFile } from '../../../schema/instance-sdl'
import { readAgencyFolder } from '../../../subgraphs/outside-agency'
import { flag, parseOptions, text, usageError } from '../parse-options'

/** Of which agency: one of the register, or that of a folder. */
export interface SdlCommand {
  readonly of: { readonly code: string } | { readonly folder: string }
  readonly isJson: boolean
}

export interface PublishedText {
  readonly code: string
  readonly field: string
  readonly sdl: string
}

export const sdlUsage = `Usage: npm run --silent agency -- sdl (<code> | --dir FOLDER) [--json]
  Prints what an agency publishes that has all of its kind.
  <code>  an agency of agencies.json
  --dir   a folder with its agency.json; a kind of its own stands there in kind.graphql
Exit status 0: printed; 2: it could not be.`

/** @throws Error with the usage */
export function readSdlCommand(args: readonly string[]): SdlCommand {
  const options = { dir: text, json: flag } as const
  const config = { args: [...args], allowPositionals: true, options } as const
  const { positionals, values } = parseOptions(config, sdlUsage)
  const [code, ...rest] = positionals
  const { dir: folder, json: isJson } = values
  if (rest.length > 0) throw usageError('there is more than one agency', sdlUsage)
  if (code !== undefined && folder === undefined) return { of: { code }, isJson }
  if (code === undefined && folder !== undefined) return { of: { folder }, isJson }
  throw usageError('give one of a code and --dir', sdlUsage)
}

/** @throws Error naming the agency, the file or the kind that is not there */
export function publishedText({ of }: SdlCommand): PublishedText {
  if ('code' in of) return describe(getAgency(of.code, readRegister()), readSdlFile)
  const { agency } = readAgencyFolder(of.folder, null, {})
  return describe(agency, readOwnKind(agency, path.join(of.folder, 'kind.graphql')))
}

function describe(agency: Agency, read: SdlReader): PublishedText {
  const { code, field } = agency
  return { code, field, sdl: `${print(kindAgencySdl(agency, read))}\n` }
}

function readOwnKind({ kind }: Agency, file: string): SdlReader {
  return (name) =>
    name === `subgraphs/${kind}` && existsSync(file)
      ? readFileSync(file, 'utf8')
      : readSdlFile(name)
}
