import { asList, asObject, asText, refuseUnknown } from '../../../policies/reading'

/** What a published agreement says that no row does: said once, for all of them. */
export interface Publication {
  /** Address below which each policy is published; ends with a slash. */
  readonly publishedAt: string
  /** Whom to ask about the agreements. */
  readonly contact: string
  /** Which list of organisations the parties' ids are of. */
  readonly catalogue: string
  /** What protects everything that is shared, as codes. */
  readonly securityMeasures: readonly string[]
}

const members = ['publishedAt', 'contact', 'catalogue', 'securityMeasures']

/** @throws Error naming the file and what is wrong with it */
export function readPublication(file: string, content: unknown): Publication {
  const fields = asObject(content, file)
  refuseUnknown(fields, members, { where: file, what: 'a publication' })
  const { publishedAt, contact, catalogue, securityMeasures } = fields
  const address = readAddress(publishedAt, `${file}: publishedAt`)
  if (!address.endsWith('/')) throw new Error(`${file}: publishedAt must end with a slash`)
  return {
    publishedAt: address,
    contact: asText(contact, `${file}: contact must say whom to ask`),
    catalogue: readAddress(catalogue, `${file}: catalogue`),
    securityMeasures: asList(securityMeasures, `${file}: securityMeasures`).map((measure) =>
      asText(measure, `${file}: securityMeasures must be codes`),
    ),
  }
}

function readAddress(value: unknown, where: string): string {
  const text = asText(value, `${where} must be an address`)
  if (URL.canParse(text) && new URL(text).protocol === 'https:') return text
  throw new Error(`${where} must be an https address`)
}
