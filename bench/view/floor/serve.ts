import { createServer } from 'node:http'

/** What is asked: for a person by number, or for the records of one that the index has found. */
export interface FloorQuestion {
  readonly value?: string
  readonly representations?: readonly Readonly<Record<string, unknown>>[]
}

/** Serves JSON by the platform's server: the variables of a body in, an answer out. */
export function serveFloor(
  port: number,
  answer: (variables: FloorQuestion) => Promise<object>,
): void {
  createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        readonly variables: FloorQuestion
      }
      void answer(variables).then((data) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ data }))
      })
    })
  }).listen(port, '127.0.0.1', () => {
    console.log('floor listens')
  })
}
