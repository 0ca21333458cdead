import { buildSubgraphSchema } from '@apollo/subgraph'

import { getAgency, readRegister } from '../../../common/register'
import { databaseName } from '../../../common/settings'
import { agencySdl } from '../../../schema/instance-sdl'
import { getAgencyKind } from '../../../subgraphs/agency-kinds'
import { createLoaders } from './loaders'
import { openStockDatabase } from './people'
import { agencyResolvers } from './resolvers'
import { serveStock } from './serve'

/**
 * An agency as a user would start with: the same SDL over the same records, with a query for each list
 * and a loader; no rules, no signatures, no log.
 */
async function main(code: string, port: number, mongodbUri: string): Promise<void> {
  const agency = getAgency(code, readRegister())
  const kind = getAgencyKind(agency.kind)
  const connection = await openStockDatabase(mongodbUri, databaseName(code))
  // The connection knows them by record type from here on.
  kind.createModels(connection, agency)
  const resolvers = agencyResolvers(agency, kind)
  const schema = buildSubgraphSchema([{ typeDefs: agencySdl(agency), resolvers }])
  await serveStock(schema, port, () => ({ loaders: createLoaders(connection) }))
}

void main(process.argv[2] ?? '', Number(process.argv[3]), process.argv[4] ?? '')
