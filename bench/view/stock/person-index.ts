import { buildSubgraphSchema } from '@apollo/subgraph'

import type { Agency } from '../../../common/register'
import { readRegister } from '../../../common/register'
import { personIndexCode } from '../../../common/services'
import { hubSubgraphSdl, referencesField } from '../../../schema/instance-sdl'
import type { IndexedPerson } from './people'
import { openPeople } from './people'
import { serveStock } from './serve'

/** A person index as a user would start with: numbers as they are, one query for each question. */
async function main(port: number, mongodbUri: string): Promise<void> {
  const register = readRegister()
  const people = await openPeople(mongodbUri)
  const resolvers = {
    Query: {
      personByIdentifier: (_root: unknown, { value }: { value: string }) =>
        people.findOne({ nhsNumber: value }).lean().exec(),
    },
    Person: {
      __resolveReference: ({ id }: { id: string }) => people.findById(id).lean().exec(),
      id: ({ _id }: IndexedPerson) => _id,
      isAddressProtected: () => false,
      ...Object.fromEntries(register.map(resolveReferences)),
    },
  }
  const typeDefs = hubSubgraphSdl(personIndexCode, register)
  await serveStock(buildSubgraphSchema([{ typeDefs, resolvers }]), port, () => ({}))
}

function resolveReferences(agency: Agency) {
  const references = (person: IndexedPerson) => person.references[agency.code] ?? []
  return [referencesField(agency), references] as const
}

void main(Number(process.argv[2]), process.argv[3] ?? '')
