import { serveBare, toResponse } from '../execution/bare-server'
import { peopleCount, recordsEach } from './supergraph'

/** Servers that answer for an index and for agencies with the same text each time. */
function main(firstPort: number, agencies: number): void {
  const people = Array.from({ length: peopleCount }, (_, at) => ({
    __typename: 'Person',
    id: `p${at}`,
  }))
  serve(firstPort, (body) =>
    JSON.stringify({ data: body.includes('people') ? { people } : { person: people[0] } }),
  )
  for (let at = 0; at < agencies; at += 1) {
    const entity = JSON.stringify({ [`agency${at}`]: recordsOf(at) })
    serve(firstPort + 1 + at, (body) => {
      const count = body.split('"__typename":"Person"').length - 1
      return `{"data":{"_entities":[${Array.from({ length: count }, () => entity).join(',')}]}}`
    })
  }
  console.log('agencies listen')
}

function recordsOf(agency: number): readonly object[] {
  return Array.from({ length: recordsEach }, (_, at) => ({
    ref: `r${agency}-${at}`,
    date: '2012-07-07',
    kind: 'VISIT',
    summary: 'Made-up visit, nobody at home',
    place: '1 Made-up Street',
    severity: 3,
  }))
}

function serve(port: number, answer: (body: string) => string): void {
  const response = ({ body }: { readonly body: string }) =>
    Promise.resolve(toResponse(answer(body)))
  serveBare({ port, answer: response, delayMs: 0 })
}

main(Number(process.argv[2]), Number(process.argv[3]))
