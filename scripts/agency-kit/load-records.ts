import type { OutsideAgencyOptions } from '../../subgraphs/outside-agency'
import { readAgencyFolder } from '../../subgraphs/outside-agency'
import { openStorage } from '../../subgraphs/storage'
import { openAgencyTarget } from '../import/agency-target'
import type { LoadingOrder } from '../import/load-file'
import { loadingInto } from '../import/load-file'
import type { ImportReport } from '../import/run-import'

/** Which file, and how it is read. */
export type RecordFile = Omit<LoadingOrder, 'code'>

/**
 * Loads a file of records into the own database of an agency outside, and registers its people with the index.
 * What is rejected is told line by line; the same record again changes nothing.
 * @throws Error that says what is missing when nothing can be loaded
 */
export async function loadRecords(
  { folder, kind, env, log }: Omit<OutsideAgencyOptions, 'openSource'>,
  file: RecordFile,
): Promise<ImportReport> {
  const { agency, settings } = readAgencyFolder(folder, kind.name, env)
  const target = {
    kind: kind.name,
    open: (mongodbUri: string) => openAgencyTarget({ agency, kind, settings, mongodbUri }),
  }
  const loading = loadingInto(target, { ...file, code: agency.code }, log)
  const storage = await openStorage(settings, log)
  try {
    return await loading.into(storage.uri)
  } finally {
    await storage.stop()
  }
}
