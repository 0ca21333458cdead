import type { SharingSwitch } from '../../subgraphs/kit/agency/sharing-switch'

/** What an agency wants done about its sharing. */
export interface SharingCommand {
  readonly verb: 'suspend' | 'resume' | 'status'
  readonly code: string
  /** For `suspend`; else empty. */
  readonly reason: string
}

const usage = `Usage: npm run agency -- suspend <agency> --reason "..."
       npm run agency -- resume <agency>
       npm run agency -- status <agency>
       npm run agency -- disclosures <agency> [--from T] [--to T] [--out FILE]
       npm run agency -- sdl <agency>
       npm run agency -- check --agency <agency> --sdl FILE
       npm run agency -- second-step-key <agency>
       npm run agency -- usage <agency>
       npm run agency -- doctor --help
       npm run agency -- init --kind KIND --language typescript|none
       npm run agency -- invite | withdraw | unseal --help
       npm run agency -- publish | list | rollback | compose --help
       npm run agency -- conformance --help
  <agency> is a code of agencies.json.`

/**
 * The command of these arguments.
 * @throws Error with the usage; a suspension needs a reason, because somebody will ask.
 */
export function readSharingCommand(
  [verb, code, ...rest]: readonly string[],
  reason = '',
): SharingCommand {
  const known = (['suspend', 'resume', 'status'] as const).find((word) => word === verb)
  if (!known || code === undefined || rest.length > 0) throw new Error(usage)
  if (known === 'suspend' && reason.trim() === '')
    throw new Error(`Say why with --reason.\n${usage}`)
  return { verb: known, code, reason: reason.trim() }
}

/** Carries a command out; gives a line that says how things stand now. */
export async function changeSharing(
  sharing: Pick<SharingSwitch, 'suspend' | 'resume' | 'findSuspension'>,
  { verb, code, reason }: SharingCommand,
): Promise<string> {
  if (verb === 'suspend') await sharing.suspend(reason)
  if (verb === 'resume') await sharing.resume()
  const suspension = await sharing.findSuspension()
  if (!suspension) return `${code} shares.`
  return `${code} shares nothing since ${suspension.since.toISOString()}: ${suspension.reason}`
}
