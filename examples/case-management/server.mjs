/**
 * A vendor's case-management system, as its REST API looks from outside: for the tests of subgraphs/rest-adapter, and
 * to try a mapping. Everybody in it is made up. Settings: PORT, TOKEN (asked for as a bearer token when it is set).
 */
import { createServer } from 'node:http'

const { PORT = '4995', TOKEN } = process.env

const clients = [
  {
    clientNo: 70001,
    person: { first: 'Victor', last: 'Ashdown', born: '1957-03-11', nhs: '999 000 0018' },
    home: { uprn: '906700000011', postcode: 'ZY1 4AB' },
    changed: '2025-07-01T09:00:00Z',
    flags: { sealed: false, addressProtected: false },
  },
  {
    clientNo: 70002,
    person: { first: 'Iris', last: 'Madeup', born: '1961-01-02', nhs: null },
    home: { uprn: '906700000099', postcode: 'ZY9 9ZZ' },
    changed: '2025-07-02T09:00:00Z',
    flags: { sealed: true, addressProtected: false },
  },
]

const contacts = new Map([
  [
    70001,
    [
      visit(1, '2025-06-10T10:30:00Z', 'phone', 'spoke'),
      visit(2, '2025-06-20T14:00:00Z', 'door', 'noreply'),
    ],
  ],
  [70002, [visit(3, '2025-06-11T10:30:00Z', 'phone', 'spoke')]],
])

function visit(eventNo, at, how, result) {
  return { eventNo, at, how, result, enteredAt: at, worker: 'Social worker' }
}

createServer((request, response) => {
  const isLet = !TOKEN || request.headers.authorization === `Bearer ${TOKEN}`
  const found = isLet ? find(new URL(request.url, 'http://localhost')) : null
  response.writeHead(isLet ? (found ? 200 : 404) : 401, { 'content-type': 'application/json' })
  response.end(JSON.stringify(found ?? {}))
}).listen(Number(PORT), '127.0.0.1', function () {
  console.log(`ready at http://127.0.0.1:${this.address().port}`)
})

function find({ pathname, searchParams }) {
  const [, no, list] = /^\/api\/clients(?:\/(\d+)(\/contacts)?)?$/.exec(pathname) ?? []
  if (pathname === '/api/clients')
    return page(
      clients.map(({ clientNo }) => ({ clientNo })),
      searchParams,
    )
  const client = clients.find(({ clientNo }) => String(clientNo) === no)
  if (!client) return null
  return list ? page(contacts.get(client.clientNo) ?? [], searchParams) : client
}

function page(rows, searchParams) {
  const from = (Number(searchParams.get('page') ?? 1) - 1) * 50
  return { data: { rows: rows.slice(from, from + 50) } }
}
