import { createHash } from 'node:crypto'

import { asObject, asText } from './reading'

/**
 * What each version of each agreement said, by kind of source and version: the first 16 hexadecimal
 * digits of the SHA-256 of the agreement as JSON, without its version.
 */
export type AgreementVersions = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Agreements as their files have them, by kind of source. */
export type AgreementContents = Readonly<Record<string, unknown>>

/** @throws Error naming the file, when it is not such a list */
export function readAgreementVersions(file: string, content: unknown): AgreementVersions {
  const kinds = Object.entries(asObject(content, file)).map(([kind, versions]) => {
    const hashes = Object.entries(asObject(versions, `${file}: ${kind}`)).map(([version, hash]) => [
      version,
      asText(hash, `${file}: ${kind}, version ${version}: expected a hash`),
    ])
    return [kind, Object.fromEntries(hashes) as Readonly<Record<string, string>>] as const
  })
  return Object.fromEntries(kinds)
}

/**
 * What must be done before the agreements are in force: one that says something else needs another
 * version, and a version that nobody has written down is sealed.
 */
export function findVersionProblems(
  agreements: AgreementContents,
  sealed: AgreementVersions,
): readonly string[] {
  return Object.entries(agreements).flatMap(([kind, content]) => {
    const { version, hash } = describeAgreement(kind, content)
    const known = sealed[kind]?.[version]
    if (known === hash) return []
    return known === undefined
      ? [`${kind}: version ${version} is not sealed; run npm run policy -- seal and commit it`]
      : [
          `${kind}: it says something else than version ${version} did; give it a new version, then run npm run policy -- seal`,
        ]
  })
}

/**
 * The list with every version that it does not have yet. What was sealed is never changed.
 * @throws Error naming an agreement that says something else than its version did
 */
export function sealVersions(
  agreements: AgreementContents,
  sealed: AgreementVersions,
): AgreementVersions {
  const grown = Object.entries(agreements).map(([kind, content]) => {
    const { version, hash } = describeAgreement(kind, content)
    const known = sealed[kind] ?? {}
    if ((known[version] ?? hash) !== hash)
      throw new Error(
        `${kind}: it says something else than version ${version} did; give it a new version`,
      )
    return [kind, { ...known, [version]: hash }] as const
  })
  const all = Object.entries({ ...sealed, ...Object.fromEntries(grown) })
  return Object.fromEntries(all.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function describeAgreement(kind: string, content: unknown) {
  const { version, ...words } = asObject(content, kind)
  const name = asText(version, `${kind}: version must name the agreement's version`)
  const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)
  return { version: name, hash }
}
