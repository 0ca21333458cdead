import type { SharingSwitch } from '../../subgraphs/kit/agency/sharing-switch'
import { flag, parseOptions, text, usageError } from './parse-options'

/** What an agency wants done about its sharing. */
export interface SharingCommand {
  readonly verb: 'suspend' | 'resume' | 'status'
  readonly code: string
  /** For `suspend`; else empty. */
  readonly reason: string
  readonly isJson: boolean
}

/** How an agency's sharing stands. */
export interface SharingState {
  readonly agency: string
  readonly isShared: boolean
  /** Since when nothing is, ISO 8601 in UTC; null: it shares. */
  readonly suspendedSince: string | null
  readonly reason: string | null
}

const usage = `Usage: npm run agency -- suspend <agency> --reason "..." [--json]
       npm run agency -- resume <agency> [--json]
       npm run agency -- status <agency> [--json]
       npm run agency -- disclosures <agency> [--from T] [--to T] [--out FILE]
       npm run agency -- sdl <agency>
       npm run agency -- check --agency <agency> --sdl FILE
       npm run agency -- second-step-key <agency>
       npm run agency -- usage <agency>
       npm run agency -- doctor --help
       npm run agency -- init --kind KIND --language typescript|python|none
       npm run agency -- dev --help
       npm run agency -- invite | withdraw | unseal | rotate-link-key --help
       npm run agency -- publish | list | rollback | compose --help
       npm run agency -- conformance --help
  <agency> is a code of agencies.json.`

/**
 * The command of these arguments.
 * @throws Error with the usage; a suspension needs a reason, because somebody will ask.
 */
export function readSharingCommand(args: readonly string[]): SharingCommand {
  const options = { reason: text, json: flag, help: flag }
  const config = { args: [...args], allowPositionals: true, options } as const
  const { positionals, values } = parseOptions(config, usage)
  if (values.help) throw usageError('', usage)
  const [verb, code, ...rest] = positionals
  const known = (['suspend', 'resume', 'status'] as const).find((word) => word === verb)
  if (!known) throw usageError(`There is no command "${verb ?? ''}".`, usage)
  if (code === undefined || rest.length > 0) throw usageError('Name one agency.', usage)
  const reason = values.reason?.trim() ?? ''
  if (known === 'suspend' && reason === '') throw usageError('Say why with --reason.', usage)
  return { verb: known, code, reason, isJson: values.json }
}

/** Carries a command out; says how things stand now. */
export async function changeSharing(
  sharing: Pick<SharingSwitch, 'suspend' | 'resume' | 'findSuspension'>,
  { verb, code, reason }: SharingCommand,
): Promise<SharingState> {
  if (verb === 'suspend') await sharing.suspend(reason)
  if (verb === 'resume') await sharing.resume()
  const suspension = await sharing.findSuspension()
  const suspendedSince = suspension?.since.toISOString() ?? null
  const isShared = suspension === null
  return { agency: code, isShared, suspendedSince, reason: suspension?.reason ?? null }
}

/** The same as a line for people. */
export function sharingText({ agency, suspendedSince, reason }: SharingState): string {
  if (suspendedSince === null) return `${agency} shares.`
  return `${agency} shares nothing since ${suspendedSince}: ${reason ?? ''}`
}
