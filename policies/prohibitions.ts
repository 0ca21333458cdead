import { asList, asObject, asText, oneOf, refuseUnknown } from './reading'
import type { SourceKind } from './vocabulary'
import { purposes } from './vocabulary'

/** What a statute keeps back whatever is agreed: no row of an agreement can be about it. */
export interface Prohibition {
  readonly purpose: string
  /** Kinds of source that disclose nothing for the purpose. */
  readonly sources: ReadonlySet<SourceKind>
  /** Statute and section. */
  readonly law: string
  readonly meaning: string
}

const members = ['purpose', 'sources', 'law', 'meaning']

/**
 * The prohibitions as the file states them.
 * @throws Error naming the file and the row (from 1) for anything unknown or missing.
 */
export function readProhibitions(file: string, content: unknown): readonly Prohibition[] {
  return asList(content, file).map((entry, index) => {
    const where = `${file}, row ${index + 1}`
    const fields = asObject(entry, where)
    refuseUnknown(fields, members, { where, what: 'a prohibition' })
    const sources = asList(fields['sources'], `${where}: sources`).map((source) =>
      asText(source, `${where}: sources must name kinds of source`),
    )
    if (sources.length === 0) throw new Error(`${where}: prohibits no source`)
    return {
      purpose: oneOf(purposes, fields['purpose'], `${where}: purpose`),
      sources: new Set(sources),
      law: asText(fields['law'], `${where}: law must name a statute and section`),
      meaning: asText(fields['meaning'], `${where}: meaning must say what is kept back`),
    }
  })
}

/** The prohibition of this source for this purpose; null when there is none. */
export function findProhibition(
  prohibitions: readonly Prohibition[],
  purpose: string | null,
  source: SourceKind,
): Prohibition | null {
  return prohibitions.find((one) => one.purpose === purpose && one.sources.has(source)) ?? null
}
