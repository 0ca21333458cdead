import { drawInjuries, firstShown } from '../pictures/injuries'
import { counted } from '../words/text'
import type { TimelineEvent } from './events'

/** Injuries by part of the body. */
export interface Injuries {
  readonly heading: string
  /** What the picture leaves out; empty: nothing. */
  readonly older: string
  readonly sites: readonly {
    readonly site: string
    readonly count: number
    readonly assaults: number
  }[]
  /** Markup; empty when there are none. */
  readonly picture: string
}

/** Injuries as health services and others recorded them; one event may be of several parts of the body. */
export function injuriesOf(events: readonly TimelineEvent[], now: number): Injuries {
  const hurt = events.flatMap(({ at, bodySites, isAssault }) =>
    at ? bodySites.map((site) => ({ site, at: at.startsAt, isAssault })) : [],
  )
  const names = [...new Set(hurt.map(({ site }) => site))]
  const sites = names
    .map((site) => {
      const own = hurt.filter((one) => one.site === site)
      const assaults = own.filter(({ isAssault }) => isAssault).length
      return { site, count: own.length, assaults }
    })
    .toSorted((one, other) => other.count - one.count)
  const visits = events.filter(({ bodySites }) => bodySites.length > 0).length
  const heading = `${counted(visits, 'record')} of an injury`
  const older = hurt.filter(({ at }) => at < firstShown(hurt, now)).length
  const said = sites.map(({ site, count }) => `${site}: ${count}`).join(', ')
  return {
    heading,
    older:
      older === 0
        ? ''
        : `${counted(older, 'mark')} of more than three years ago: in the numbers, not in the picture.`,
    sites,
    picture:
      hurt.length === 0
        ? ''
        : drawInjuries({ hurt, sites, now, description: `${heading}. ${said}.` }),
  }
}
