import type { RequestObserver } from '../../../common/http/served-request'

/** Where a service tells its operators what happens; never content of records. */
export interface Reporting {
  /** Told how its work goes, in words. */
  readonly log: (line: string) => void
  /** Told the errors that callers are not told. */
  readonly report: (error: unknown) => void
  /** Told of each request that is over. */
  readonly observe?: RequestObserver | undefined
}
