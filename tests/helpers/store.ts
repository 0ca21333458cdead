import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { startStore } from '../../embedded/store/server'

/** A server of the MongoDB protocol for one test file. */
export interface TestStore {
  readonly uri: string
  stop(): Promise<void>
}

/** The server of MONGODB_URI when that is set, else an embedded store of the test's own. */
export async function startTestStore(): Promise<TestStore> {
  const uri = process.env['MONGODB_URI']
  if (uri !== undefined) return { uri, stop: () => Promise.resolve() }
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-test-'))
  const store = await startStore({ directory: path.join(folder, 'store') })
  return {
    uri: store.uri,
    async stop() {
      await store.stop()
      await rm(folder, { recursive: true })
    },
  }
}
