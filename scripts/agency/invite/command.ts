import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

import { utcDayOf } from '../../../common/days'
import type { Agency } from '../../../common/register'
import { getAgency, readRegister } from '../../../common/register'
import { linkKeyFile, openLinkKey } from '../../../common/registration/link-tokens'
import type { SdlReader } from '../../../schema/instance-sdl'
import type { CheckReport } from '../check/check-sdl'
import { readText, runCheck } from '../check/command'
import { replaceFile } from '../publish/replace-file'
import type { InviteCommand, InviteTerms } from './arguments'
import type { KeyPlace } from './invitation'
import { unsealInvitation, writeInvitation } from './invitation'
import { readPublicKeys } from './public-keys'
import { addToRegister, removeFromRegister } from './register-file'

/** What is changed, and what is read. */
export interface InvitePlace extends KeyPlace {
  readonly registerFile: string
  /** Folder of the SDL of agencies outside. */
  readonly schemaFolder: string
  /** Folder of what agencies have published while the hub runs. */
  readonly publishedFolder: string
  readonly policyFolder: string
  readonly read: SdlReader
}

/** What came of it. */
export interface InviteResult {
  readonly isDone: boolean
  /** Sentences: what was done, and what to do next. */
  readonly says: readonly string[]
  readonly report?: CheckReport
}

type Of<Verb> = Extract<InviteCommand, { readonly verb: Verb }>

/**
 * Lets an agency outside join, gives it the link key again, or lets it leave.
 * @throws Error that says what to change when it cannot be done
 */
export async function runInvite(command: InviteCommand, place: InvitePlace): Promise<InviteResult> {
  if (command.verb === 'unseal') return { isDone: true, says: unsealInvitation(command) }
  if (command.verb === 'withdraw') return withdraw(command, place)
  if (command.verb === 'rotate-link-key') return rotate(command, place)
  const { code, terms } = command
  if (terms) {
    const refused = await join(code, terms, place)
    if (refused) return { isDone: false, says: [`${code} is not invited.`], report: refused }
  }
  const agency = outsideAgency(code, place)
  const lacks = writeInvitation(command.output, agency, place)
  const next = terms ? ['Next: npm run generate, then restart everything.'] : []
  return {
    isDone: true,
    says: [`${command.output} is for ${code} alone to open.`, ...lacks, ...next],
  }
}

/** Null: it is in the register now; else why it may not be. */
async function join(
  code: string,
  terms: InviteTerms,
  place: InvitePlace,
): Promise<CheckReport | null> {
  const { keyFile, sdlFile, existenceProtected, url, kind, field, displayName } = terms
  const register = readRegister(place.registerFile)
  if (register.some((agency) => agency.code === code))
    throw new Error(`${code} is in agencies.json already; for the link key again: invite ${code}`)
  const keys = readPublicKeys(keyFile)
  const on = utcDayOf(place.now.getTime())
  const asked = { code, sdlFile, kind, field, on, usageFile: null, approvedFile: null }
  const report = await runCheck({ ...asked, isJson: false }, { ...place, register })
  if (!report.passed) return report
  const about = { code, displayName, kind, field, existenceProtected }
  replaceFile(sdlPath(code, place), readText(sdlFile))
  try {
    addToRegister(place.registerFile, { ...about, external: true, url, keys })
  } catch (error) {
    rmSync(sdlPath(code, place))
    throw error
  }
  return null
}

function withdraw({ code }: Of<'withdraw'>, place: InvitePlace): InviteResult {
  outsideAgency(code, place)
  removeFromRegister(place.registerFile, code)
  rmSync(sdlPath(code, place), { force: true })
  rmSync(path.join(place.publishedFolder, code), { recursive: true, force: true })
  return {
    isDone: true,
    says: [
      `${code} is in the register no longer.`,
      'It still knows the link key. Next: npm run agency -- rotate-link-key, with every gateway stopped.',
      'Next: npm run generate, npm run agency -- compose where something is published, then restart everything.',
    ],
  }
}

/** The one before is kept beside it: going back is moving it back. */
function rotate({ folder }: Of<'rotate-link-key'>, place: InvitePlace): InviteResult {
  const { dataFolder, now, registerFile } = place
  const outside = readRegister(registerFile).filter(({ external }) => external)
  const file = path.join(dataFolder, 'keys', linkKeyFile)
  if (!existsSync(file))
    throw new Error(
      `${file} is not there: run it where the link key is, or name that with SIGHTLINE_DATA`,
    )
  const before = `${file}.until-${now.toISOString().replaceAll(/[:.]/g, '-')}`
  renameSync(file, before)
  openLinkKey(dataFolder)
  for (const agency of outside)
    writeInvitation(path.join(folder, `${agency.code}.invitation.json`), agency, place)
  const invited = outside.map(({ code }) => `${code}.invitation.json`).join(', ')
  return {
    isDone: true,
    says: [
      `There is another link key; the one before is ${before}.`,
      ...(invited === '' ? [] : [`For the agencies outside to unseal, in ${folder}: ${invited}`]),
      'Until every agency has registered its people anew, people are found incompletely: keep the gateways stopped.',
      'Next: give every data folder the new key, restart the agencies and the person index, import staff again, and when all are registered start the gateways. docs/operations.md has it step by step.',
    ],
  }
}

function outsideAgency(code: string, { registerFile }: InvitePlace): Agency {
  const agency = getAgency(code, readRegister(registerFile))
  if (agency.external) return agency
  throw new Error(
    `${code} is one of the hub's own agencies: it has the link key in its data folder`,
  )
}

function sdlPath(code: string, { schemaFolder }: InvitePlace): string {
  return path.join(schemaFolder, `${code}.graphql`)
}
