import type { Request, Response } from 'express'

import type { WebParts } from '../parts'
import { ask } from '../person/routes'
import { auditQueries } from './disclosures'
import type { EntryProof } from './proof'
import { readEntryProof } from './proof'

/** Shows one entry of the record and its proof. */
export async function showProof(
  parts: WebParts,
  request: Request,
  response: Response,
): Promise<void> {
  const proof = await askProof(parts, request)
  if (proof === null) {
    showNone(parts, request, response)
    return
  }
  const title = `Proof of ${proof.disclosure.entry}`
  parts.render(request, response, { template: 'proof', title, nav: 'audit', proof })
}

/** Sends what checks the entry without the hub: who was told, when and why, no content. */
export async function sendProof(
  parts: WebParts,
  request: Request,
  response: Response,
): Promise<void> {
  const proof = await askProof(parts, request)
  if (proof === null || proof.document === '') {
    showNone(parts, request, response)
    return
  }
  response.attachment('proof.json').type('application/json; charset=utf-8').send(proof.document)
}

/** The largest place that the hub takes. */
const largestIndex = 2 ** 31 - 1

/** The entry that the path names; null: there is none. */
async function askProof(parts: WebParts, request: Request): Promise<EntryProof | null> {
  const [log, place] = [String(request.params['log']), String(request.params['index'])]
  const index = /^\d{1,10}$/.test(place) ? Number(place) : Number.NaN
  if (!(index <= largestIndex) || log.length > 100) return null
  const { data } = await ask(parts, request, auditQueries.proof, { log, index })
  return readEntryProof(data, parts.agencies)
}

function showNone({ render }: WebParts, request: Request, response: Response): void {
  render(request, response, {
    ...{ template: 'problem', title: 'There is no such entry', status: 404, nav: 'audit' },
    says: 'No answer stands at this place of the record.',
    todo: 'Go back to “Who looked at whom” and follow the link of a row.',
  })
}
