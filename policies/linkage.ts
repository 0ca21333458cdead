import { asObject, asText, oneOf, refuseUnknown } from './reading'

/** What becomes of records that are alike and share no identifier. */
export interface LinkageTerms {
  readonly version: string
  /** Who set it. */
  readonly source: string
  /** Whether any are linked without a person's word; false: each waits for one. */
  readonly automaticLinks: boolean
  /** Whether who may be somebody is told as such, beside them; in either case coverage says that there is more. */
  readonly possibleLinks: PossibleLinks
  /** How many people the agencies know together: two records drawn at random are one person in one of so many cases. */
  readonly knownPeople: number
  /** The share of automatic links that are looked at unmarked, 0 to 1. */
  readonly sampleShare: number
}

const possibleLinks = ['UNCONFIRMED', 'WITHHELD'] as const

type PossibleLinks = (typeof possibleLinks)[number]

const members = [
  ...['version', 'source', 'automaticLinks', 'possibleLinks'],
  ...['knownPeople', 'sampleShare'],
]

/**
 * The terms as the file states them.
 * @throws Error naming the file for anything unknown or missing, and for a number that cannot be meant.
 */
export function readLinkageTerms(file: string, content: unknown): LinkageTerms {
  const fields = asObject(content, file)
  refuseUnknown(fields, members, { where: file, what: 'the terms of linking' })
  const { automaticLinks, knownPeople, sampleShare } = fields
  if (typeof automaticLinks !== 'boolean')
    throw new Error(`${file}: automaticLinks must be true or false`)
  if (!isNumber(knownPeople, 1000, 1e9) || !Number.isInteger(knownPeople))
    throw new Error(`${file}: knownPeople must be a whole number from 1,000 to 1,000,000,000`)
  if (!isNumber(sampleShare, 0, 1))
    throw new Error(`${file}: sampleShare must be a number from 0 to 1`)
  return {
    version: asText(fields['version'], `${file}: version must tell this text from others`),
    source: asText(fields['source'], `${file}: source must say who set it`),
    possibleLinks: oneOf(possibleLinks, fields['possibleLinks'], `${file}: possibleLinks`),
    ...{ automaticLinks, knownPeople, sampleShare },
  }
}

function isNumber(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most
}
