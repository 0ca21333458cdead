import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import type { BaseSettings } from '../../common/settings'
import type { AgencyDisclosure } from '../../disclosure-log/agency-record'
import { openDatabase } from '../../subgraphs/kit/service/database'
import type { RecordBounds } from '../../subgraphs/kit/service/disclosure-record'
import { DisclosureRecord } from '../../subgraphs/kit/service/disclosure-record'
import { openStorage } from '../../subgraphs/storage'

/** What agencies whose databases are on this machine have written down, by agency. */
export async function readAgencyRecords(
  settings: Pick<BaseSettings, 'mongodbUri' | 'dataFolder' | 'mode'>,
  bounds: RecordBounds,
  agencies: readonly Agency[] = readRegister().filter(({ external }) => !external),
): Promise<ReadonlyMap<string, readonly AgencyDisclosure[]>> {
  const storage = await openStorage(settings, console.error)
  try {
    const records = new Map<string, readonly AgencyDisclosure[]>()
    for (const { code } of agencies) records.set(code, await readOne(storage.uri, code, bounds))
    return records
  } finally {
    await storage.stop()
  }
}

async function readOne(uri: string, code: string, bounds: RecordBounds) {
  const database = await openDatabase({ uri, code })
  try {
    return await new DisclosureRecord(code, database.connection).read(bounds)
  } finally {
    await database.close()
  }
}
