import { readdirSync, readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'
import type { Asker } from './asker'

/** What one sentence of an agreement tells whom. */
export interface Row {
  readonly recipientRole: string
  readonly purpose: string | null
  readonly discloses: readonly string[]
  readonly withholds?: readonly string[]
  /** What the enquiry must state for it. */
  readonly requires?: readonly string[]
  /** Days of its own; absent: those of the agreement. */
  readonly inForceFrom?: string
  readonly inForceUntil?: string
}

interface AgreementFile {
  readonly source: string
  readonly inForceFrom: string
  readonly inForceUntil: string
  readonly rows: readonly Row[]
}

/** The agreements' files, as whoever reads them reads them. */
export class WrittenAgreements {
  readonly #agreements: ReadonlyMap<string, AgreementFile>
  readonly #claims: ReadonlyMap<string, readonly string[]>
  readonly #today = new Date().toISOString().slice(0, 10)

  constructor() {
    const files = readdirSync(projectPath('policies', 'agreements'))
    this.#agreements = new Map(
      files
        .map((file) => readJson('policies', 'agreements', file) as AgreementFile)
        .map((agreement) => [agreement.source, agreement]),
    )
    const purposes = readJson('policies', 'purposes.json') as {
      purpose: string
      claimableBy: string[]
    }[]
    this.#claims = new Map(purposes.map(({ purpose, claimableBy }) => [purpose, claimableBy]))
  }

  /** The sentence that holds today for this asker; null: there is none, or they do not state what it needs. */
  findRow(source: string, { role, purpose, states }: Asker): Row | null {
    const agreement = this.#agreements.get(source)
    if (!agreement || !this.#claims.get(purpose)?.includes(role)) return null
    const row = agreement.rows.find(
      ({ recipientRole, purpose: why, ...own }) =>
        recipientRole === role && why === purpose && this.#isInForce({ ...agreement, ...own }),
    )
    const needs = row?.requires ?? []
    return states || needs.length === 0 ? (row ?? null) : null
  }

  #isInForce({ inForceFrom, inForceUntil }: Pick<AgreementFile, 'inForceFrom' | 'inForceUntil'>) {
    return inForceFrom <= this.#today && this.#today <= inForceUntil
  }
}

/** A file of the project. */
export function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(projectPath(...path), 'utf8'))
}
