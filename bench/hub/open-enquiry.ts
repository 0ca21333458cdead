/** What the enquiry of a benchmark states beside its reason: with it hospitals disclose too. */
export const benchStatements = ['PUBLIC_INTEREST_TEST'] as const

const mutation = `mutation ($input: OpenEnquiryInput!) { openEnquiry(input: $input) { token } }`

/**
 * Opens an enquiry and gives the header that goes with every query about people.
 * @throws Error with the hub's answer when it gives no token
 */
export async function openEnquiry(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const input = {
    purpose: 'ADULT_SAFEGUARDING',
    caseReference: 'BENCH-0001',
    reason: 'Measuring how long an answer takes',
    publicInterestTest: 'A figure that is true prevents harm',
  }
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query: mutation, variables: { input } }),
  })
  const answer = (await response.json()) as { data?: { openEnquiry?: { token?: string } } }
  const token = answer.data?.openEnquiry?.token
  if (token === undefined) throw new Error(`No enquiry: ${JSON.stringify(answer)}`)
  return { 'sightline-enquiry': token }
}
