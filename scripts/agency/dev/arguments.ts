import { findUrlProblem } from '../../../common/blocked-ports'
import { flag, parseOptions, text, usageError } from '../parse-options'

/** An agency's subgraph, and the hub that it is to be seen in. */
export interface DevCommand {
  /** The agency's folder. */
  readonly folder: string
  /** Of its GraphQL, where it runs. */
  readonly url: string
  /** The hub's first port. */
  readonly port: number
  /** Who of its people stands in the made-up case; null: the agency registers its people itself. */
  readonly standIn: { readonly reference: string; readonly keyFile: string } | null
  readonly isJson: boolean
}

export const devUsage = `Usage: npm run --silent agency -- dev [--dir FOLDER] [--url URL] [--port PORT]
         [--reference REF --key FILE] [--json]
  Starts a hub on this machine with stand-ins for every other agency and the made-up case, and your subgraph in it.
  Needs no account and no network. Ctrl-C stops it; what it keeps is in FOLDER/.sightline-dev.
  --dir        the agency's folder: agency.json, schema.graphql, agreement.json; default: this one
  --url        where your subgraph runs; default: http://127.0.0.1:4990/graphql. Start it yourself, when you like
  --port       the hub's first port; default: 4000
  --reference  one of your made-up people: it is registered as Victor Ashdown of the made-up case, for a subgraph
               that does not register its people yet
  --key        the agency's private key (PEM), which signs that
  When schema.graphql, agency.json or an agreement changes, the hub takes it, or says why not and goes on as it was.
Exit status 0: stopped; 2: it could not be started.`

/** @throws Error with the usage */
export function readDevCommand(args: readonly string[]): DevCommand {
  const { dir: folder, url, port, reference, key, json: isJson } = parse(args)
  const problem = findUrlProblem(url)
  if (problem !== null) throw refusal(`--url ${problem}`)
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN
  if (!(number >= 1 && number <= 65_400)) throw refusal('--port is a port from 1 to 65400')
  if ((reference === undefined) !== (key === undefined))
    throw refusal('give both of --reference and --key')
  const standIn = reference === undefined || key === undefined ? null : { reference, keyFile: key }
  return { folder, url: new URL(url).href, port: number, standIn, isJson }
}

function parse(args: readonly string[]) {
  const options = {
    ...{ dir: { ...text, default: '.' }, reference: text, key: text },
    url: { ...text, default: 'http://127.0.0.1:4990/graphql' },
    port: { ...text, default: '4000' },
    json: flag,
  } as const
  const config = { args: [...args], options } as const
  return parseOptions(config, devUsage).values
}

function refusal(problem: string): Error {
  return usageError(problem, devUsage)
}
