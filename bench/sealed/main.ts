/**
 * `npm run bench:sealed`: can the time of an answer tell somebody hidden from nobody? Asked of two agencies,
 * and of the whole hub. `--only agency` or `hub`, `--requests N` of each.
 */
import { parseArgs } from 'node:util'

import { measureAgency } from './agency'
import { hiddenPeople } from './hidden-people'
import { measureHub } from './hub'
import { print } from './report'

const { values: flags } = parseArgs({
  options: { only: { type: 'string' }, requests: { type: 'string' } },
})

async function main(): Promise<void> {
  const requestsEach = Number(flags.requests ?? 2000)
  if (flags.only !== 'hub')
    for (const people of hiddenPeople) print(await measureAgency(people, requestsEach))
  if (flags.only !== 'agency')
    for (const compared of await measureHub(requestsEach)) print(compared)
  console.log(`${requestsEach} requests each, in turn; KNOWN shows what the test can see.`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
