import { ReplayGuard } from '../../common/tokens/replay-guard'

/** Gives the guard that remembers an agency's tokens. */
export type AgencyGuards = (agency: string, body: Uint8Array) => ReplayGuard

/** Living tokens of one agency: about 100 calls a second for the 35 s in which one may be shown. */
const ordinaryRoom = 3500
/** Room of its own for what hides somebody: no other call can take it away. */
const hidingRoom = 500

/** As `JSON.stringify` writes them; an agency that writes them otherwise loses its own reserved room. */
const hidingMarks = ['"isAddressProtected":true', '"isWithdrawn":true', '"hiddenFrom":[{']

/**
 * A guard for each agency, so that one agency's flood refuses that agency alone, and in each a reserve
 * for registrations that hide somebody. The same body is always shown to the same guard.
 * @param since seconds since 1970: tokens issued before count as shown before
 */
export function createAgencyGuards(since = Math.floor(Date.now() / 1000)): AgencyGuards {
  const guards = new Map<string, ReplayGuard>()
  return (agency, body) => {
    const room = hidesSomebody(body) ? hidingRoom : ordinaryRoom
    const name = `${agency} ${room}`
    const guard = guards.get(name) ?? new ReplayGuard(since, room)
    guards.set(name, guard)
    return guard
  }
}

/** True for a body with a registration that takes somebody out of sight. */
export function hidesSomebody(body: Uint8Array): boolean {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return hidingMarks.some((mark) => text.includes(mark))
}
