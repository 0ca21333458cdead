import type { JsonObject } from '../../common/json'
import { answerIn, listIn, numberIn, textsIn } from '../hub/answer-lists'
import type { Naming } from '../insights/naming'
import type { Panel } from '../insights/panel'
import { drawBodyFigure } from '../pictures/body-figure'
import { drawInjuries, firstShown } from '../pictures/injuries'
import type { Moment } from '../words/dates'
import { readMoment } from '../words/dates'
import { bodySiteWords } from '../words/event-words'
import { counted, listed, safeLine } from '../words/text'

/** One injury, counted once however many saw it; its records, so that a reader can take it apart. */
export interface Injury {
  readonly at: Moment | null
  readonly sites: readonly string[]
  readonly siteWords: string
  readonly isAssault: boolean
  /** What is known of assault and alcohol, in words; what nobody wrote is not told as no. */
  readonly told: string
  readonly records: readonly string[]
}

/** What is counted for one part of the body. */
export interface SiteCount {
  readonly site: string
  readonly words: string
  readonly count: number
  readonly assaults: number
}

/** Injuries by part of the body and month. */
export interface Injuries {
  readonly panel: Panel
  readonly heading: string
  /** What was counted, and how, in sentences. */
  readonly words: readonly string[]
  readonly sites: readonly SiteCount[]
  readonly injuries: readonly Injury[]
  readonly bySource: readonly InjurySource[]
  /** Markup; empty when there is no injury. */
  readonly picture: string
  readonly figure: string
}

/** What one agency saw. */
export interface InjurySource {
  readonly agencyName: string
  readonly attendances: number
  readonly injuries: number
  readonly head: number
  readonly notWritten: number
}

/** Reads the series of injuries. */
export function injuriesOf(panel: Panel, naming: Naming, now: number): Injuries {
  const rows = listIn(panel.value, 'injuries')
  const injuries = rows.map((row) => readInjury(row, naming))
  const hurt = injuries.flatMap(({ at, sites, isAssault }) =>
    at ? sites.map((site) => ({ site: bodySiteWords(site), at: at.startsAt, isAssault })) : [],
  )
  const sites = sitesOf(injuries)
  const heading = `${counted(injuries.length, 'injury', 'injuries')}, each counted once`
  const older = hurt.filter(({ at }) => at < firstShown(hurt, now)).length
  const words = [...wordsOf(panel.value), ...(older === 0 ? [] : [olderWords(older)])]
  const description = [...words, sites.map((one) => `${one.words}: ${one.count}`).join(', ')].join(
    ' ',
  )
  const named = sites.map(({ words: site, count }) => ({ site, count }))
  return {
    ...{ panel, heading, words, sites, bySource: bySourceOf(panel.value, naming) },
    injuries: injuries.toSorted((one, other) => startOf(other) - startOf(one)),
    picture: hurt.length === 0 ? '' : drawInjuries({ hurt, sites: named, now, description }),
    figure: sites.length === 0 ? '' : drawBodyFigure({ sites, description }),
  }
}

function olderWords(older: number): string {
  return `${counted(older, 'mark')} of more than three years ago: in the numbers, not in the picture of months.`
}

function startOf({ at }: Injury): number {
  return at?.startsAt ?? Number.NEGATIVE_INFINITY
}

function readInjury(row: JsonObject, naming: Naming): Injury {
  const isAssault = answerIn(row, 'isAssault')
  const sites = textsIn(row, 'bodySites').map((site) => safeLine(site, 40))
  return {
    at: readMoment(row['occurredAt']),
    ...{ sites, siteWords: listed(sites.map(bodySiteWords)) },
    isAssault: isAssault === true,
    told: [
      answerWords('assault', isAssault),
      answerWords('alcohol', answerIn(row, 'isAlcoholInvolved')),
    ].join('; '),
    records: listIn(row, 'parts').map((part) => recordText(part, naming)),
  }
}

function answerWords(what: string, answer: boolean | null): string {
  if (answer === null) return `${what} not written down`
  return answer ? `${what} recorded` : `no ${what} recorded`
}

/** As in `Harrowmere Surgery HS-1, 30 August 2025: Contact with the practice. Head`. */
function recordText(part: JsonObject, naming: Naming): string {
  const source = `${naming.agency(safeLine(part['agency'], 60))} ${safeLine(part['recordId'], 60)}`
  const when = readMoment(part['occurredAt'])?.text ?? 'no date'
  const sites = textsIn(part, 'bodySites').map((site) => bodySiteWords(safeLine(site, 40)))
  return `${source}, ${when}: ${safeLine(part['sentence'], 300)} (${listed(sites).toLowerCase()})`
}

function sitesOf(injuries: readonly Injury[]): readonly SiteCount[] {
  const names = [...new Set(injuries.flatMap(({ sites }) => sites))]
  return names
    .map((site) => {
      const own = injuries.filter(({ sites }) => sites.includes(site))
      const assaults = own.filter(({ isAssault }) => isAssault).length
      return { site, words: bodySiteWords(site), count: own.length, assaults }
    })
    .toSorted((one, other) => other.count - one.count)
}

function wordsOf(series: JsonObject | null): readonly string[] {
  if (series === null) return []
  const number = (name: string) => numberIn(series, name) ?? 0
  const [total, records] = [number('total'), number('recordsOfInjury')]
  if (total === 0)
    return number('attendances') === 0 ? [] : [attendanceWords(number('attendances'))]
  return [
    `${counted(total, 'injury', 'injuries')}, each once, from ${counted(records, 'record')}.`,
    `To the head, face or neck: ${number('headInjuries')}. Told as an assault: ${number('assaults')}. With alcohol recorded: ${number('withAlcohol')}.`,
    attendanceWords(number('attendances')),
  ]
}

function attendanceWords(count: number): string {
  return `${counted(count, 'visit')} to hospitals and units; a visit is no injury by itself.`
}

function bySourceOf(series: JsonObject | null, naming: Naming): readonly InjurySource[] {
  return listIn(series, 'bySource').map((one) => ({
    agencyName: naming.agency(safeLine(one['agency'], 60)),
    attendances: numberIn(one, 'attendances') ?? 0,
    injuries: numberIn(one, 'injuries') ?? 0,
    head: numberIn(one, 'headInjuries') ?? 0,
    notWritten: numberIn(one, 'notWritten') ?? 0,
  }))
}
