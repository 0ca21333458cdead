import type { BaseContext } from '@apollo/server'
import type { GraphQLError, GraphQLSchema } from 'graphql'

import type { ErrorWording } from '../../../common/http/error-mask'
import { findMasked } from '../../../common/http/error-mask'
import type { HttpResponse } from '../../../common/http/route'
import type { Report } from '../../../common/observing/logger'
import type { DisclosedFields } from './disclosed-fields'

/** What operations are executed with, whoever executes them. */
export interface ExecutorOptions<Context extends BaseContext> {
  readonly schema: GraphQLSchema
  readonly wording: ErrorWording
  /** What the hub is told beside the answer; null: nothing. */
  readonly extensionsOf?: (context: Context) => Readonly<Record<string, unknown>> | null
}

/** An operation of the hub. */
export interface SentOperation<Context> {
  /** Parsed JSON. */
  readonly body: unknown
  readonly context: Context
  /** Told the errors that the hub is not told. */
  readonly report: Report
}

/** An answer that has not left yet. */
export interface OperationAnswer {
  readonly response: HttpResponse
  /** What it gives away; null: nothing, as there is no data. */
  readonly disclosed: DisclosedFields | null
}

/** Reports what the mask keeps back: the mask does not know whose error it masks. */
export function reportMasked(
  errors: readonly GraphQLError[],
  wording: ErrorWording,
  report: Report,
): void {
  for (const error of errors) {
    const kept = findMasked(error, wording)
    if (kept !== null) report(kept)
  }
}
