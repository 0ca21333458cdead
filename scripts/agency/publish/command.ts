import { createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'

import { parse } from 'graphql'

import { utcDayOf } from '../../../common/days'
import { parseJson } from '../../../common/json'
import type { Agency } from '../../../common/register'
import { getAgency } from '../../../common/register'
import type { CheckReport } from '../check/check-sdl'
import { readText, runCheck } from '../check/command'
import type { PublishCommand, ToSign } from './arguments'
import type { Publication } from './publication'
import { checkSignature, readPublication, signPublication } from './publication'
import type { PublishedRegister } from './published-register'

/** Where it is done. */
export interface PublishPlace {
  readonly published: PublishedRegister
  readonly register: readonly Agency[]
  readonly policyFolder: string
  readonly now: Date
}

/** A version as it is told. */
export interface ListedVersion {
  readonly agency: string
  readonly version: string
  /** When it was signed (ISO 8601, UTC). */
  readonly at: string
  readonly changelog: string
  readonly isInForce: boolean
}

/** What came of it: `report` when something was checked, `versions` when some are told. */
export interface PublishResult {
  readonly isDone: boolean
  /** A sentence. */
  readonly says: string
  readonly report?: CheckReport
  readonly versions?: readonly ListedVersion[]
}

type Of<Verb> = Extract<PublishCommand, { readonly verb: Verb }>

/**
 * Carries out what is to be done with what agencies publish.
 * @throws Error that says what to change when it cannot be done
 */
export async function runPublish(
  command: PublishCommand,
  place: PublishPlace,
): Promise<PublishResult> {
  if (command.verb === 'publish') return publish(command, place)
  if (command.verb === 'list') return list(command, place)
  if (command.verb === 'rollback') return rollBack(command, place)
  place.published.locked(() => {
    place.published.write(place.published.compose())
  })
  return { isDone: true, says: 'What is in force is composed again.' }
}

async function publish(command: Of<'publish'>, place: PublishPlace): Promise<PublishResult> {
  const { code, output, usageFile, approvedFile, isJson } = command
  const agency = outsideAgency(code, place)
  const publication = readOrSign(command, agency, place)
  const { version } = publication
  if (output !== null) {
    writeFileSync(output, `${JSON.stringify(publication, null, 2)}\n`)
    return {
      isDone: true,
      says: `${code} ${version} is signed; the hub puts it in force with --in.`,
    }
  }
  const { published, register, policyFolder, now } = place
  const asked = { code, sdl: parse(publication.sdl), sdlFile: '', kind: null, field: null }
  const report = await runCheck(
    { ...asked, usageFile, approvedFile, on: utcDayOf(now.getTime()), isJson },
    { policyFolder, register, read: published.read() },
  )
  if (!report.passed) return { isDone: false, says: `${code} ${version} is not published.`, report }
  published.locked(() => {
    published.add(publication, agency)
    published.putInForce(agency, { version, since: now.toISOString(), why: 'published' })
  })
  const says = `${code} ${version} is in force; gateways take it within five seconds.`
  return { isDone: true, says, report }
}

function readOrSign(
  { from, code }: Of<'publish'>,
  agency: Agency,
  { now }: PublishPlace,
): Publication {
  const keys = agency.external?.keys ?? []
  if ('publicationFile' in from) {
    const file = from.publicationFile
    const publication = readPublication(file, parseJson(readText(file)))
    if (publication.agency !== code)
      throw new Error(`${file}: it is of ${publication.agency}, not of ${code}`)
    checkSignature(publication, keys)
    return publication
  }
  const { version, changelog } = from
  const content = { agency: code, version, changelog, sdl: readText(from.sdlFile) }
  return signPublication(content, readPrivateKey(from), { keys, now })
}

function readPrivateKey({ keyFile }: ToSign): KeyObject {
  try {
    const key = createPrivateKey(readText(keyFile))
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  } catch {
    // What is in the file is repeated to nobody.
  }
  throw new Error(`${keyFile}: expected a private key on P-256 in PEM`)
}

function list({ code }: Of<'list'>, place: PublishPlace): PublishResult {
  const { published, register } = place
  const agencies =
    code === null ? register.filter(({ external }) => external) : [outsideAgency(code, place)]
  const versions = agencies.flatMap((agency) => {
    const [inForce] = published.historyOf(agency.code)
    return published.versionsOf(agency).map(({ publication, at }) => ({
      ...{ agency: agency.code, version: publication.version, at },
      changelog: publication.changelog,
      isInForce: publication.version === inForce?.version,
    }))
  })
  const says =
    versions.length === 0 ? 'Nothing has been published.' : 'Published, the newest first:'
  return { isDone: true, says, versions }
}

function rollBack({ code, to, reason }: Of<'rollback'>, place: PublishPlace): PublishResult {
  const { published, now } = place
  const agency = outsideAgency(code, place)
  const [current, ...earlier] = published.historyOf(code)
  const version = to ?? earlier.find((one) => one.version !== current?.version)?.version
  if (version === undefined)
    throw new Error(`${code} has no version before the one in force: nothing to go back to`)
  if (version === current?.version) throw new Error(`${code} ${version} is in force already`)
  published.locked(() => {
    published.putInForce(agency, { version, since: now.toISOString(), why: reason })
  })
  return { isDone: true, says: `${code} ${version} is in force again: ${reason}` }
}

function outsideAgency(code: string, { register }: PublishPlace): Agency {
  const agency = getAgency(code, register)
  if (agency.external) return agency
  throw new Error(
    `${code} publishes what its kind does, schema/subgraphs/${agency.kind}.graphql: only an agency outside publishes an SDL of its own`,
  )
}
