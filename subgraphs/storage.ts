import path from 'node:path'

import type { BaseSettings } from '../common/settings'
import { DirectoryInUseError } from '../embedded/store/lock'
import { startStore } from '../embedded/store/server'
import { socketPathFor } from '../embedded/store/socket-path'

/** A server of the MongoDB protocol to work with. */
export interface Storage {
  readonly uri: string
  /** Stops it if it was started here. */
  stop(): Promise<void>
}

/**
 * The server of MONGODB_URI; without one the embedded store of the data folder, which is started
 * here, in this process, unless it runs already.
 * @throws Error when the store's data is damaged, or in production.
 */
export async function openStorage(
  settings: Pick<BaseSettings, 'mongodbUri' | 'dataFolder' | 'mode'>,
  report: (line: string) => void,
): Promise<Storage> {
  const leave = () => Promise.resolve()
  if (settings.mongodbUri !== null) return { uri: settings.mongodbUri, stop: leave }
  const directory = path.join(settings.dataFolder, 'store')
  try {
    return await startStore({ directory, report, environment: settings.mode })
  } catch (error) {
    if (!(error instanceof DirectoryInUseError)) throw error
    const socket = socketPathFor(directory, 'store.sock')
    return { uri: `mongodb://${encodeURIComponent(socket)}`, stop: leave }
  }
}
