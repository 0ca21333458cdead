import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import { LogKeyFile } from '../../common/keys/log-key'
import type { BaseSettings } from '../../common/settings'
import { databaseName } from '../../common/settings'
import type { ExportedLog } from '../../disclosure-log/export'
import { MongoLeafStore } from '../../disclosure-log/store'
import { openStorage } from '../../subgraphs/storage'

/** Every log in the store of this machine; its gateway may run meanwhile. */
export async function readLocalLogs(settings: BaseSettings): Promise<readonly ExportedLog[]> {
  const storage = await openStorage(settings, console.error)
  const database = databaseName('disclosure-log')
  const store = new MongoLeafStore({ uri: storage.uri, database, timeoutMs: 10_000 })
  try {
    const names = await store.listLogs()
    return await Promise.all(names.map((log) => readLog(store, log)))
  } finally {
    await store.close()
    await storage.stop()
  }
}

/** Checkpoints first: every leaf they are signed for is there when the leaves are read. */
async function readLog(store: MongoLeafStore, log: string): Promise<ExportedLog> {
  const checkpoints = await store.readCheckpoints(log)
  const leaves = await store.readFiledLeaves(log)
  return { log, leaves, checkpoints: checkpoints.map(({ note }) => note) }
}

/** The public half of this machine's key. @throws LogKeyError */
export function localPublicKey({ dataFolder }: BaseSettings): KeyObject {
  return createPublicKey(new LogKeyFile(dataFolder).open(false).privateKey)
}
