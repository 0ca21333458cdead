import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { HttpServer } from '../../../common/http/server'
import { findAmong } from '../../../common/keys/keys'
import { unobserved } from '../../../common/observing/observing'
import type { DisclosureEntry } from '../../../disclosure-log/entry'
import { startService } from '../../../subgraphs/insights/service'
import type { Asked } from '../../gateway/stub-subgraph'
import { RealHub } from '../../gateway/real-hub'
import type { Reply } from '../../gateway/real-hub'
import { settingsIn } from '../../helpers/settings'

/** An event as an agency tells it; parts may be replaced. */
export function toldEvent(agency: string, recordId: string, parts: object = {}): object {
  return {
    ...{ kind: 'CALL', category: 'CALL_FOR_SERVICE', occurredAt: '2026-01-05', precision: 'DAY' },
    ...{ until: null, recordedAt: '2026-01-05T12:00:00.000Z', uprn: '906700000011' },
    ...{ sentence: 'Call.', codes: [], bodySites: null, isAssault: null, role: 'VICTIM' },
    ...{ isAlcoholInvolved: null, people: [], source: { agency, recordId } },
    ...parts,
  }
}

/** The gateway's own program and the insights service over stubs of every agency. */
export class InsightsHub {
  readonly hub = new RealHub()
  #folder = ''
  #insights: HttpServer | null = null

  async start(): Promise<this> {
    this.#folder = await mkdtemp(path.join(tmpdir(), 'sightline-insights-'))
    this.#insights = await startService({
      settings: settingsIn(this.#folder),
      register: this.hub.register,
      mongodbUri: null,
      port: 0,
      hubKeys: findAmong([this.hub.hubKey]),
      observing: unobserved,
    })
    this.hub.urls.set('insights', `${this.#insights.url}/graphql`)
    await this.hub.start()
    return this
  }

  async stop(): Promise<void> {
    await this.hub.stop()
    await this.#insights?.stop()
    await rm(this.#folder, { recursive: true })
  }

  /** Forgets what was asked before. */
  clear(): void {
    for (const stub of this.hub.stubs.values()) {
      stub.asked.length = 0
      stub.misbehaviour = null
    }
    this.hub.entries.length = 0
  }

  async ask(query: string, role = 'mash.analyst', purpose?: string): Promise<Reply> {
    return this.hub.send(query, {}, await this.hub.enquire(role, purpose))
  }

  /** How often each service with a stub was asked. */
  calls(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.hub.stubs].map(([code, { asked }]) => [code, asked.length]))
  }

  /** What one service was asked. */
  asked(code: string): readonly Asked[] {
    return this.hub.stub(code).asked
  }

  /** The last entry of the disclosure log. */
  get entry(): DisclosureEntry {
    const entry = this.hub.entries.at(-1)
    if (!entry) throw new Error('Nothing was logged')
    return entry
  }
}
