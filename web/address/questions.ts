import type { Agency } from '../../common/register'
import { insightFragments } from '../insights/questions'

/** Who is known at an address, with their names, and what was worked out of their records. */
export function addressQuery(agencies: readonly Agency[]): string {
  const names = 'people { names { forenames surname kind } dateOfBirth }'
  const views = agencies.map(({ field }) => `${field} { ${names} }`).join('\n      ')
  return `query AtThisAddress($uprn: String!, $asAt: String) {
  found: address(uprn: $uprn) { id hasMorePeople
    people { id ${views} }
    ...AtAddress }
}
${insightFragments(['AtAddress'])}`
}
