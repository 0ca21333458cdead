import type { HubError } from '../../common/errors'
import type { ErrorMask } from '../../common/http/error-mask'
import type { HttpResponse } from '../../common/http/route'
import type { HubAnswer } from '../answer/hub-answer'

/** Writes an answer as Apollo Server does, with the very bytes of the data that were hashed. */
export function writeAnswer(
  { errors, dataBytes, extensions }: HubAnswer,
  mask: ErrorMask,
): HttpResponse {
  const before = errors.length > 0 ? `"errors":${writeErrors(errors, mask)},` : ''
  const after = extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''
  const body = Buffer.concat([
    Buffer.from(`{${before}"data":`),
    dataBytes,
    Buffer.from(`${after}}\n`),
  ])
  const { status, headers } = errors.length > 0 ? headOf(errors) : plainHead
  return { status, headers, body }
}

const jsonType = { 'content-type': 'application/json; charset=utf-8' } as const
const plainHead = { status: 200, headers: jsonType } as const

function writeErrors(errors: readonly HubError[], mask: ErrorMask): string {
  return JSON.stringify(errors.map((error) => mask(error.toJSON(), error)))
}

/** What errors say of the whole response; of several the last one is heard. */
function headOf(errors: readonly HubError[]): Required<Omit<HttpResponse, 'body'>> {
  let status = 200
  const headers = new Map<string, string>()
  for (const { extensions } of errors) {
    const { http } = extensions as { readonly http?: HttpHead }
    status = http?.status ?? status
    for (const [name, value] of http?.headers ?? []) headers.set(name, value)
  }
  return { status, headers: { ...Object.fromEntries(headers), ...jsonType } }
}

interface HttpHead {
  readonly status?: number
  readonly headers?: ReadonlyMap<string, string>
}
