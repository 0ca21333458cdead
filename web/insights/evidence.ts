import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn } from '../hub/answer-lists'
import { counted, listed, safeLine } from '../words/text'
import type { Naming } from './naming'

/** One record that a result rests on. */
export interface SourceLine {
  readonly agencyName: string
  readonly recordId: string
  /** When it happened, as far as it is known; empty: the page has not seen it. */
  readonly when: string
  readonly sentence: string
}

/** What a result rests on, in words. */
export interface EvidenceWords {
  /** Name and version of the rule; empty: a plain fact. */
  readonly rule: string
  /** As in `3 records of Northshire Police and St Anne's Hospital`. */
  readonly summary: string
  readonly sources: readonly SourceLine[]
  /** How many more there are. */
  readonly more: number
}

/** What is known of a record: by agency and its id, see `factKey`. */
export type Facts = ReadonlyMap<string, { readonly when: string; readonly sentence: string }>

const mostSources = 12

/** Tells two records apart. */
export function factKey(agency: unknown, recordId: unknown): string {
  return JSON.stringify([agency, recordId])
}

/** The records and the rule of a result, the first records with what the page knows of them. */
export function evidenceOf(
  result: JsonObject,
  { naming, facts }: { readonly naming: Naming; readonly facts: Facts },
): EvidenceWords {
  const sources = listIn(result, 'sources')
  const names = [...new Set(sources.map(({ agency }) => naming.agency(safeLine(agency, 60))))]
  return {
    rule: ruleOf(result),
    summary: sources.length === 0 ? '' : `${counted(sources.length, 'record')} of ${listed(names)}`,
    sources: sources.slice(0, mostSources).map(({ agency, recordId }) => ({
      agencyName: naming.agency(safeLine(agency, 60)),
      recordId: safeLine(recordId, 60),
      ...(facts.get(factKey(agency, recordId)) ?? { when: '', sentence: '' }),
    })),
    more: Math.max(0, sources.length - mostSources),
  }
}

function ruleOf({ rule }: JsonObject): string {
  if (!isObject(rule)) return ''
  return `${safeLine(rule['name'], 60)}, version ${safeLine(rule['version'], 30)}`
}
