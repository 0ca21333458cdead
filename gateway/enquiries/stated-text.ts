import { HubError } from '../../common/errors'
import { reasonMinLength } from '../../policies/purposes'

/** What a text has to keep to, and what it is called when it does not. */
export interface TextTerms {
  /** The start of a sentence, as in "The reason". */
  readonly what: string
  /** In characters. */
  readonly longest: number
  readonly tooShort: string
  readonly tooLong: string
}

/** Text as it is stored: trimmed, runs of white space and control characters as one space. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** @throws HubError BAD_USER_INPUT with one of the reasons of the terms */
export function checkLength(text: string, { what, longest, tooShort, tooLong }: TextTerms): void {
  if (text.length < reasonMinLength)
    throw refuseInput(tooShort, `${what} must have at least ${reasonMinLength} characters.`)
  if (text.length > longest)
    throw refuseInput(tooLong, `${what} must have at most ${longest} characters.`)
}

/** The error for what an enquiry cannot state like this. */
export function refuseInput(reason: string, message: string): HubError {
  return new HubError('BAD_USER_INPUT', message, { reason })
}
