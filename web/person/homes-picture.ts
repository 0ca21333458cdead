import type { DrawnStay, HomeRow } from '../pictures/homes'
import { drawHomes } from '../pictures/homes'
import { counted } from '../words/text'
import type { AddressConflict, AddressEntry, CoResident } from './addresses'

/** What the picture is drawn of. */
export interface HomesTerms {
  /** The person of the page. */
  readonly name: string
  readonly entries: readonly AddressEntry[]
  readonly conflicts: readonly AddressConflict[]
  readonly people: readonly CoResident[]
  readonly now: number
}

/** The picture, and what it leaves out. */
export interface HomesPicture {
  /** Markup; empty when nothing can be drawn. */
  readonly picture: string
  /** Sentences. */
  readonly leftOut: readonly string[]
}

const dayMs = 86_400_000
const longestMs = 6 * 366 * dayMs
const mostAddresses = 8
/** A letter box and a wish are nowhere that somebody was. */
const notThere = new Set(['CORRESPONDENCE', 'PROPOSED'])

/** Bars for the person and for whoever was there in the same time, address by address. */
export function homesPicture(terms: HomesTerms): HomesPicture {
  const { entries, conflicts, now } = terms
  const dated = entries.filter(
    ({ uprn, from, kind }) => uprn !== '' && from !== null && !notThere.has(kind),
  )
  const starts = dated.map((one) => one.from?.startsAt ?? now)
  const from = Math.max(Math.min(...starts, now - 365 * dayMs) - 20 * dayMs, now - longestMs)
  const drawable = dated.filter((stay) => isAfter(stay, from))
  const uprns = [...new Set(drawable.map(({ uprn }) => uprn))]
  const shown = uprns.slice(0, mostAddresses)
  const leftOut = leftOutOf({
    undrawn: entries.length - dated.length,
    older: dated.length - drawable.length,
    addresses: uprns.length - shown.length,
    isCut: drawable.some((one) => (one.from?.startsAt ?? now) < from),
  })
  if (shown.length === 0) return { picture: '', leftOut }
  return {
    leftOut,
    picture: drawHomes({
      addresses: shown.map((uprn) => ({ uprn, rows: rowsAt(uprn, drawable, { ...terms, from }) })),
      conflicts: conflicts
        .filter((one) => isAfter(one, from))
        .flatMap((one) =>
          staysIn(one, `Agencies say ${counted(one.uprns.length, 'address', 'addresses')}`),
        ),
      ...{ from, now, description: descriptionOf(terms) },
    }),
  }
}

function rowsAt(
  uprn: string,
  drawable: readonly AddressEntry[],
  { name, people, from }: HomesTerms & { readonly from: number },
): readonly HomeRow[] {
  const own = drawable.filter((one) => one.uprn === uprn)
  const others = new Map<string, DrawnStay[]>()
  for (const one of people.filter((stay) => stay.uprn === uprn && isAfter(stay, from))) {
    const other = one.person?.name ?? 'Somebody'
    const stays = staysIn(one, `${other} there in the same time`, 'In the same time')
    others.set(other, [...(others.get(other) ?? []), ...stays])
  }
  return [
    {
      ...{ name, isSubject: true },
      stays: own.flatMap((one) =>
        staysIn(one, `${one.what}, ${one.agencyName}`, `${one.what} (${one.agencyName})`),
      ),
    },
    ...[...others].map(([other, stays]) => ({ name: other, isSubject: false, stays })),
  ]
}

type Time = Pick<AddressConflict, 'from' | 'to' | 'when'>

function isAfter({ to }: Pick<Time, 'to'>, from: number): boolean {
  return to === null || to.startsAt > from
}

function staysIn({ from, to, when }: Time, what: string, label = ''): readonly DrawnStay[] {
  if (from === null) return []
  const title = `${when}. ${what}.`
  return [{ from: from.startsAt, to: to?.startsAt ?? null, title, label }]
}

function descriptionOf({ people, conflicts }: HomesTerms): string {
  const said = people.map(
    ({ person, uprn, when }) =>
      `${person?.name ?? 'Somebody'} at ${uprn} in the same time, ${when}.`,
  )
  const clashes = counted(conflicts.length, 'time', 'times')
  return [
    ...said,
    `Agencies say different addresses for ${clashes}.`,
    'The tables hold the same.',
  ].join(' ')
}

function leftOutOf({
  undrawn,
  older,
  addresses,
  isCut,
}: {
  readonly undrawn: number
  readonly older: number
  readonly addresses: number
  readonly isCut: boolean
}): readonly string[] {
  return [
    ...(undrawn > 0
      ? [
          `In the table and not in the picture: ${counted(undrawn, 'entry', 'entries')} without a start that is known, for letters only, or proposed.`,
        ]
      : []),
    ...(addresses > 0
      ? [`${counted(addresses, 'earlier address', 'earlier addresses')} in the table only.`]
      : []),
    ...(older > 0
      ? [`${counted(older, 'entry', 'entries')} of more than six years ago: in the table only.`]
      : []),
    ...(isCut ? ['What began before the picture begins is cut at its left edge.'] : []),
  ]
}
