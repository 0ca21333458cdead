import type { KeyObject } from 'node:crypto'

import { isDisclosure } from '../../disclosure-log/entry'
import type { ExportedLog } from '../../disclosure-log/export'
import { verifyLog } from '../../disclosure-log/verify'
import type { Answered } from './client'

/** What a log lacks, and what is wrong with it. */
export interface LogFindings {
  readonly entries: number
  /** Answered requests without an entry, or with one of another answer. */
  readonly missing: number
  /** Problems in words. */
  readonly problems: readonly string[]
}

/** Whether a log is whole and has every request that was answered. */
export function checkLog(
  exported: ExportedLog,
  answered: readonly Answered[],
  publicKey: KeyObject,
): LogFindings {
  const logged = new Map(
    exported.leaves.flatMap(({ entry }) =>
      isDisclosure(entry) ? [[entry.requestHash, entry.responseHash]] : [],
    ),
  )
  const { problems, entries } = verifyLog(exported, publicKey)
  return {
    entries,
    missing: answered.filter(
      ({ requestHash, responseHash }) => logged.get(requestHash) !== responseHash,
    ).length,
    problems: problems.map(({ code, where }) => `${code}: ${where}`),
  }
}
