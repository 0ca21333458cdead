import { getAgency, readRegister } from '../../../common/register'
import { databaseName } from '../../../common/settings'
import { referencesField } from '../../../schema/instance-sdl'
import { getAgencyKind } from '../../../subgraphs/agency-kinds'
import { openStockDatabase } from '../stock/people'
import { serveFloor } from './serve'

/** The finds of an agency written by hand: whole records as they are kept, as JSON. */
async function main(code: string, port: number, mongodbUri: string): Promise<void> {
  const agency = getAgency(code, readRegister())
  const kind = getAgencyKind(agency.kind)
  const connection = await openStockDatabase(mongodbUri, databaseName(code))
  const models = kind.createModels(connection, agency)
  const lists = Object.entries({ people: 'person', ...kind.lists }).map(([field, recordType]) => {
    const collection = connection.collection(models[recordType]?.collection.collectionName ?? '')
    const find = (refs: readonly string[]) =>
      collection
        .find({ personRefs: { $in: refs } })
        .sort({ occurredAt: -1, _id: 1 })
        .limit(1000)
        .toArray()
    return { field, find }
  })
  serveFloor(port, async ({ representations }) => {
    const refs = representations?.[0]?.[referencesField(agency)] as readonly string[]
    const found = await Promise.all(
      lists.map(async ({ field, find }) => [field, await find(refs)] as const),
    )
    return { _entities: [{ [agency.field]: Object.fromEntries(found) as object }] }
  })
}

void main(process.argv[2] ?? '', Number(process.argv[3]), process.argv[4] ?? '')
