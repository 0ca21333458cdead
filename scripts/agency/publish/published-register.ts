import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { isObject, parseJson } from '../../../common/json'
import type { Agency } from '../../../common/register'
import { listServices } from '../../../common/services'
import { categories } from '../../../policies/vocabulary'
import { composeSupergraph } from '../../../schema/compose'
import type { SdlReader } from '../../../schema/instance-sdl'
import { readWithPublished } from '../../../schema/published-sdl'
import { baseSupergraph, publishedSupergraph, sealOver } from '../../../schema/supergraph-text'
import type { Publication, Signed } from './publication'
import { checkSignature, compareVersions, readPublication } from './publication'
import { replaceFile } from './replace-file'

/** Which version of an agency's SDL holds, since when and why. */
export interface InForce {
  readonly version: string
  /** ISO 8601, UTC. */
  readonly since: string
  /** `published`, or the reason of whoever went back. */
  readonly why: string
}

/** A version that an agency has published. */
export interface PublishedVersion extends Signed {
  readonly publication: Publication
}

/** Longer than anybody goes back. */
const maxHistory = 100

/**
 * What agencies outside have published, in a folder: `<code>/<version>.json` and `<code>/in-force.json`, and the
 * supergraph of what is in force, which gateways look at. Signatures are checked each time a version is read.
 */
export class PublishedRegister {
  readonly #folder: string
  readonly #agencies: readonly Agency[]

  /** @param agencies all of the partnership; those outside may publish */
  constructor(folder: string, agencies: readonly Agency[]) {
    this.#folder = folder
    this.#agencies = agencies
  }

  /**
   * The versions of an agency, the newest first.
   * @throws Error for one that the agency has not signed
   */
  versionsOf({ code, external }: Agency): readonly PublishedVersion[] {
    const folder = path.join(this.#folder, code)
    if (!existsSync(folder)) return []
    const names = readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+\.json$/.test(name))
    const versions = names.map((name) => {
      const file = path.join(folder, name)
      const publication = readPublication(file, parseJson(readFileSync(file, 'utf8')))
      if (publication.agency !== code || `${publication.version}.json` !== name)
        throw new Error(`${file}: it is ${publication.agency} ${publication.version}`)
      return { publication, ...checkSignature(publication, external?.keys ?? []) }
    })
    return versions.toSorted((a, b) =>
      compareVersions(b.publication.version, a.publication.version),
    )
  }

  /** What was in force when, the newest first; empty: nothing has been published. */
  historyOf(code: string): readonly InForce[] {
    const file = this.#historyFile(code)
    if (!existsSync(file)) return []
    const content = parseJson(readFileSync(file, 'utf8'))
    if (Array.isArray(content) && content.every(isInForce)) return content
    throw new Error(`${file}: expected a list of versions with "since" and "why"`)
  }

  /** Adds a version; nothing is in force by it yet. @throws Error when there is one as high */
  add(publication: Publication, agency: Agency): void {
    const [newest] = this.versionsOf(agency)
    if (newest && compareVersions(publication.version, newest.publication.version) <= 0)
      throw new Error(
        `${agency.code} has published ${newest.publication.version}; the next version must be higher than that`,
      )
    const file = path.join(this.#folder, agency.code, `${publication.version}.json`)
    replaceFile(file, `${JSON.stringify(publication, null, 2)}\n`)
  }

  /** Puts a version in force, once it composes with what the others have. @throws CompositionError */
  putInForce(agency: Agency, entry: InForce): void {
    const supergraph = this.compose(new Map([[agency.code, entry.version]]))
    const history = [entry, ...this.historyOf(agency.code)].slice(0, maxHistory)
    replaceFile(this.#historyFile(agency.code), `${JSON.stringify(history, null, 2)}\n`)
    this.write(supergraph)
  }

  /** The schema folder with what is in force. */
  read(instead: ReadonlyMap<string, string> = new Map()): SdlReader {
    const outside = this.#agencies.filter(({ external }) => external)
    const published = outside.flatMap((agency): [string, string][] => {
      const version = instead.get(agency.code) ?? this.historyOf(agency.code)[0]?.version
      const found = this.versionsOf(agency).find((one) => one.publication.version === version)
      if (version !== undefined && !found)
        throw new Error(`${agency.code} has not published ${version}`)
      return found ? [[agency.code, found.publication.sdl]] : []
    })
    return readWithPublished(new Map(published))
  }

  /** The supergraph of what is in force. @param instead versions by agency, in place of theirs */
  compose(instead?: ReadonlyMap<string, string>): string {
    const services = listServices(this.#agencies)
    return composeSupergraph({ services, categories, read: this.read(instead) })
  }

  /** Gives the gateways a supergraph. */
  write(supergraph: string): void {
    const file = path.join(this.#folder, publishedSupergraph)
    replaceFile(file, sealOver(baseSupergraph(), supergraph))
  }

  /** Runs with nobody else publishing. @throws Error while somebody does */
  locked<Result>(run: () => Result): Result {
    const lock = path.join(this.#folder, 'lock')
    mkdirSync(this.#folder, { recursive: true })
    try {
      mkdirSync(lock)
    } catch (cause) {
      const message = `Somebody publishes at this moment; if nobody does, remove the folder ${lock}`
      throw new Error(message, { cause })
    }
    try {
      return run()
    } finally {
      rmSync(lock, { recursive: true })
    }
  }

  #historyFile(code: string): string {
    return path.join(this.#folder, code, 'in-force.json')
  }
}

function isInForce(value: unknown): value is InForce {
  return (
    isObject(value) && ['version', 'since', 'why'].every((name) => typeof value[name] === 'string')
  )
}
