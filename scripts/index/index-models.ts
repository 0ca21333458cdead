import { personIndexCode } from '../../common/services'
import type { BaseSettings } from '../../common/settings'
import { openDatabase } from '../../subgraphs/kit/service/database'
import type { IndexModels } from '../../subgraphs/person-index/models'
import { createIndexModels } from '../../subgraphs/person-index/models'
import { openStorage } from '../../subgraphs/storage'

/** Reads from the index of this machine; its service may run meanwhile. */
export async function readIndex<Found>(
  settings: Pick<BaseSettings, 'mongodbUri' | 'dataFolder' | 'mode'>,
  read: (models: IndexModels) => Promise<Found>,
): Promise<Found> {
  const storage = await openStorage(settings, console.error)
  try {
    const database = await openDatabase({ uri: storage.uri, code: personIndexCode })
    try {
      return await read(createIndexModels(database.connection))
    } finally {
      await database.close()
    }
  } finally {
    await storage.stop()
  }
}
