import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import express from 'express'

/** Longest form that is read. */
const maxFormBytes = 32_768

/** Reads a form's fields as texts; the last of a name counts. */
export const readForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: maxFormBytes,
  parameterLimit: 250,
})

const tokens = csrfSync({
  getTokenFromRequest: (request) => field(request, '_csrf'),
  errorConfig: { statusCode: 403, message: 'form', code: 'FORM_NOT_FROM_HERE' },
})

/** Refuses a POST whose form did not come from a page of this session. */
export const checkForm: RequestHandler = tokens.csrfSynchronisedProtection

/** The token that each form of a session carries. */
export function formToken(request: Request): string {
  return tokens.generateToken(request)
}

/** A field of the form that was sent, trimmed; empty when it is not there or is no single text. */
export function field(request: Request, name: string): string {
  const body: unknown = request.body
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return ''
  const value = (body as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** All values of a field of the form that was sent, at most 200. */
export function fieldValues(request: Request, name: string): readonly string[] {
  const body: unknown = request.body
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return []
  const value = (body as Readonly<Record<string, unknown>>)[name]
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((one): one is string => typeof one === 'string').slice(0, 200)
}

/** All values of a name in the address's query, at most 60. */
export function queryValues(request: Request, name: string): readonly string[] {
  const value: unknown = request.query[name]
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((one): one is string => typeof one === 'string').slice(0, 60)
}
