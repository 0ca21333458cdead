import type { Sentence, SpentOn, SpentQuestion } from './spent-on'
import { dayOf, spentAlone } from './spent-on'

/** All convictions of one day, and when the last of them is spent with all later ones. */
interface ConvictionDay {
  readonly day: string
  readonly spent: SpentOn
  /** Place of the first day that puts nothing off any more. */
  readonly next: number
}

/**
 * Tells when each conviction is spent, by the law of the day of asking, with all the person's
 * convictions: a further conviction before that day puts it off to its own, if later. What later ones
 * come to is worked out once, from the last day to the first, so the work grows with their number and
 * not with its square.
 */
export function spentAmong(
  all: readonly Sentence[],
  question: SpentQuestion,
): (sentence: Sentence) => SpentOn {
  const onDay = new Map<string, SpentOn>()
  for (const sentence of all) {
    const [day, own] = [dayOf(sentence), spentAlone(sentence, question)]
    const known = onDay.get(day)
    onDay.set(day, known === undefined ? own : later(known, own))
  }
  const sorted = [...onDay.keys()].filter((day) => day !== '').toSorted()
  const days: ConvictionDay[] = sorted.map((day) => ({ day, spent: 'NOT_KNOWN', next: 0 }))
  for (let place = sorted.length - 1; place >= 0; place -= 1) {
    const day = sorted[place] ?? ''
    days[place] = { day, ...putOff(days, place + 1, onDay.get(day) ?? 'NOT_KNOWN') }
  }
  const known = new Map<string, SpentOn>()
  return (sentence) => {
    const [day, own] = [dayOf(sentence), spentAlone(sentence, question)]
    if (typeof own === 'string') return own
    const key = `${day} ${own.day}`
    const spent = known.get(key) ?? putOff(days, firstAfter(sorted, day), own).spent
    known.set(key, spent)
    return spent
  }
}

/** What a day comes to with the days from a place on; each run of days is passed in one step. */
function putOff(
  days: readonly ConvictionDay[],
  from: number,
  own: SpentOn,
): Pick<ConvictionDay, 'spent' | 'next'> {
  let [spent, next] = [own, from]
  for (let further = days[next]; further; further = days[next]) {
    if (typeof spent === 'string' || further.day >= spent.day) break
    // An absolute discharge for the later offence puts nothing off: it is spent at once.
    spent = later(spent, further.spent)
    next = further.next
  }
  return { spent, next }
}

/** What is never spent, or not known to be, stays so; of two such the first counts. */
function later(one: SpentOn, other: SpentOn): SpentOn {
  if (typeof one === 'string') return one
  return typeof other === 'string' || other.day > one.day ? other : one
}

function firstAfter(sorted: readonly string[], day: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') > day) high = middle
    else low = middle + 1
  }
  return low
}
