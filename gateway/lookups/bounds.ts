import type { Requester } from '../operation/requester'

/** Bounds how much each one who asks may have. */
export interface Limiter<Asked> {
  /** 0, or the whole seconds after which so much may be asked for again. Takes nothing. */
  readonly secondsUntil: (asker: string, asked: Asked) => number
  readonly take: (asker: string, asked: Asked) => void
}

/** A limiter of people, and a wider one of the systems that ask for their users. */
export interface AskerLimits<Kind> {
  readonly people: Kind
  readonly systems: Kind
}

/** One limiter and who is counted there. */
export interface Bound<Kind> {
  readonly limiter: Kind
  readonly asker: string
}

/** Who asks, and whether it is for an emergency. */
export interface Asker extends Pick<Requester, 'homeAgency' | 'staffId' | 'onBehalfOf'> {
  /** True: counted apart, as an emergency must not wait for what was asked before. */
  readonly isEmergency: boolean
}

/**
 * Where a request counts: for the person and, when a system asks for them, for the system as well, which
 * may name whom it likes. The system comes first: once it is refused, nothing is kept of the users it names.
 */
export function boundsOf<Kind>(
  { people, systems }: AskerLimits<Kind>,
  { homeAgency, staffId, onBehalfOf, isEmergency }: Asker,
): readonly Bound<Kind>[] {
  const person = JSON.stringify([homeAgency, staffId, onBehalfOf ?? null, isEmergency])
  const ofPerson = { limiter: people, asker: person }
  if (onBehalfOf === undefined) return [ofPerson]
  const system = JSON.stringify([homeAgency, staffId, isEmergency])
  return [{ limiter: systems, asker: system }, ofPerson]
}

/**
 * Takes from every bound, or from none of them.
 * @returns 0, or the whole seconds until the first that has too little may have enough
 */
export function takeFromAll<Asked>(bounds: readonly Bound<Limiter<Asked>>[], asked: Asked): number {
  for (const { limiter, asker } of bounds) {
    const wait = limiter.secondsUntil(asker, asked)
    if (wait > 0) return wait
  }
  for (const { limiter, asker } of bounds) limiter.take(asker, asked)
  return 0
}
