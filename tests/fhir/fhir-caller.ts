/** Care Act 2014 s.42, as the standard names a law. */
export const careAct = 'https://www.legislation.gov.uk/ukpga/2014/23/section/42'

export const nhsSystem = 'https://fhir.nhs.uk/Id/nhs-number'
export const crnSystem = 'https://sightline.example/fhir/Id/crn'

/** What a question may be made of beside the person's number. */
export interface Stated {
  /** What the number is; default: an NHS number. */
  readonly system?: string
  readonly reason?: string | null
  readonly caseReference?: string | null
  readonly publicInterestTest?: string | null
}

/** The body of `$person-info-query` about somebody. */
export function questionAbout(value: string, stated: Stated = {}) {
  const { reason = careAct, caseReference = 'MASH-0001' } = stated
  const { publicInterestTest = 'Serious injury is likely', system = nhsSystem } = stated
  const parameter: unknown[] = [
    {
      name: 'resource',
      resource: { resourceType: 'Patient', identifier: [{ system, value }] },
    },
  ]
  if (reason !== null) parameter.push({ name: 'reason', valueUri: reason })
  if (caseReference !== null)
    parameter.push({ name: 'identifier', valueIdentifier: { value: caseReference } })
  if (publicInterestTest !== null)
    parameter.push({ name: 'public-interest-test', valueString: publicInterestTest })
  return { resourceType: 'Parameters', parameter }
}

interface Coding {
  readonly system: string
  readonly code: string
}

/** A response of the door, read. */
export class FhirReply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly resource: Readonly<Record<string, unknown>>

  constructor(response: Response, text: string) {
    this.status = response.status
    this.headers = response.headers
    this.text = text
    this.resource = JSON.parse(text) as Readonly<Record<string, unknown>>
  }

  /** Codes of the refusal: of the hub, its reason, and the decision. */
  get codes(): readonly string[] {
    const [issue] = (this.resource['issue'] ?? []) as { details: { coding: Coding[] } }[]
    return issue?.details.coding.map(({ code }) => code) ?? []
  }

  /** The parameters of this name. */
  all(name: string): readonly Readonly<Record<string, unknown>>[] {
    const list = (this.resource['parameter'] ?? []) as Readonly<Record<string, unknown>>[]
    return list.filter((one) => one['name'] === name)
  }

  /** True, false, or null when nobody can tell. */
  get match(): boolean | null {
    return (this.all('match')[0]?.['valueBoolean'] ?? null) as boolean | null
  }

  /** How each agency answered: the status, and the reason where there is one. */
  get coverage(): Readonly<Record<string, string>> {
    interface Part {
      readonly url: string
      readonly valueCode: string
    }
    const rows = (this.all('match')[0]?.['extension'] ?? []) as { readonly extension: Part[] }[]
    return Object.fromEntries(
      rows.map(({ extension }) => {
        const of = (url: string) => extension.find((part) => part.url === url)?.valueCode
        return [of('agency') ?? '', [of('status'), of('reason')].filter(Boolean).join(' ')]
      }),
    )
  }
}

/** Sends something to a hub's door for the standard. */
export async function postFhir(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<FhirReply> {
  const response = await fetch(`${url}/fhir/Patient/$person-info-query`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return new FhirReply(response, await response.text())
}
