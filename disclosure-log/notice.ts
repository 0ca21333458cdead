import { createHash } from 'node:crypto'

/** One answer of the log that told of one person what was of two; who was told, never what. */
export interface NoticedDisclosure {
  /** The gateway's log it stands in. */
  readonly log: string
  /** Its place there, counted from 0. */
  readonly index: number
  readonly requestId: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly staffId: string
  readonly onBehalfOf: string | null
  readonly purpose: string | null
  readonly caseReference: string | null
}

/** Why somebody who was told is not told of the mistake. */
export const lostAccess = ['ORGANISATION_LEFT', 'NO_AGREEMENT', 'KEPT_FROM_THEM'] as const

export type LostAccess = (typeof lostAccess)[number]

/** A link that was undone, and what was told through it to the staff of one organisation. No names. */
export interface LinkNotice {
  readonly id: string
  /** Code of the organisation. */
  readonly agency: string
  /** Place of the undoing in the index's ledger. */
  readonly seq: number
  /** Hub id of whom the records were held to be. */
  readonly person: string
  /** Since when they were (ISO 8601, UTC). */
  readonly since: string
  /** When they were parted (ISO 8601, UTC). */
  readonly undoneAt: string
  /** When the notice was made (ISO 8601, UTC). */
  readonly madeAt: string
  /** How many answers it is about; 0: nobody there is told, and that is kept. */
  readonly disclosureCount: number
  /** Those answers, oldest first, as `listAnswers` lists them. */
  readonly disclosures: readonly NoticedDisclosure[]
  /** Those of which nobody is told, because who was told then may not be told now; listed likewise. */
  readonly withoutAccess: readonly UntoldDisclosure[]
  /** Staff of the organisation who must not read it: a record that it is about is kept from them. Sorted. */
  readonly unreadableBy: readonly string[]
  /** The only staff who read it, for they were told; null: a record of it is kept from nobody, so all may. Sorted. */
  readonly readers: readonly string[] | null
}

/** An answer of which nobody is told. */
export type UntoldDisclosure = NoticedDisclosure & { readonly reason: LostAccess }

/** So many answers a notice lists: it has to fit into a document, whoever has asked again and again for years. */
export const mostListed = 200

/**
 * Up to `mostListed` answers in the order given: where there are more, first the oldest to each who asked about a
 * case, so that whoever may have acted on one is there.
 */
export function listAnswers<One extends NoticedDisclosure>(
  answers: readonly One[],
): readonly One[] {
  if (answers.length <= mostListed) return answers
  const firsts = new Map<string, One>()
  for (const one of answers) {
    const asker = JSON.stringify([one.staffId, one.onBehalfOf, one.caseReference])
    if (!firsts.has(asker)) firsts.set(asker, one)
  }
  const listed = new Set([...new Set([...firsts.values(), ...answers])].slice(0, mostListed))
  return answers.filter((one) => listed.has(one))
}

/** Who has seen a notice to it that it is acted on. */
export interface Acknowledgement {
  readonly staffId: string
  readonly onBehalfOf: string | null
  /** ISO 8601, UTC. */
  readonly at: string
}

/** A notice, and whether somebody has acknowledged it. */
export interface TrackedNotice extends LinkNotice {
  readonly acknowledged: Acknowledgement | null
}

/** The name of a notice: always the same for one undoing and one organisation. */
export function noticeId({ seq, person, agency }: Pick<LinkNotice, 'seq' | 'person' | 'agency'>) {
  return createHash('sha256').update(`${seq}\n${person}\n${agency}`).digest('hex').slice(0, 32)
}

/** For whom answers were: the user where a system asked for one. */
export function askersOf(answers: readonly NoticedDisclosure[]): readonly string[] {
  const staff = answers.map(({ staffId, onBehalfOf }) => onBehalfOf ?? staffId)
  return [...new Set(staff)].toSorted()
}

/** Who must not read a notice, by all of which nobody is told. */
export function keptFromIn(untold: readonly UntoldDisclosure[]): readonly string[] {
  const kept = untold.filter(({ reason }) => reason === 'KEPT_FROM_THEM')
  const staff = kept.flatMap(({ staffId, onBehalfOf }) => [staffId, onBehalfOf ?? staffId])
  return [...new Set(staff)].toSorted()
}
