import {
  type Collection,
  type CollectionOptions,
  type Db,
  type DbOptions,
  MongoClient,
  type MongoClientOptions,
} from 'mongodb'
import { asFields, type Fields, type Target } from './spec-case'

/** The named clients, databases and collections of one test. */
export interface Entities {
  /** Returns the collection or database of that name. @throws Error when there is none */
  find(id: string): Collection | Db
  close(): Promise<void>
}

/** Returns the entities that a file's `createEntities` lists, each client connected. */
export async function createEntities(list: readonly Fields[], target: Target): Promise<Entities> {
  const clients = new Map<string, MongoClient>()
  const databases = new Map<string, Db>()
  const collections = new Map<string, Collection>()
  for (const [kind, entity] of list.map(readEntity)) {
    const id = String(entity['id'])
    if (kind === 'client') {
      const options = (entity['uriOptions'] ?? {}) as MongoClientOptions
      clients.set(id, await new MongoClient(target.uri, options).connect())
    } else if (kind === 'database') {
      const client = getFrom(clients, entity['client'])
      const options = (entity['databaseOptions'] ?? {}) as DbOptions
      databases.set(id, client.db(String(entity['databaseName']), options))
    } else if (kind === 'collection') {
      const database = getFrom(databases, entity['database'])
      const options = (entity['collectionOptions'] ?? {}) as CollectionOptions
      collections.set(id, database.collection(String(entity['collectionName']), options))
    } else {
      throw new Error(`entity ${kind} is unknown to this runner`)
    }
  }
  return {
    find: (id) => collections.get(id) ?? getFrom(databases, id),
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()))
    },
  }
}

function readEntity(entry: Fields): [string, Fields] {
  const [kind = 'none'] = Object.keys(entry)
  return [kind, asFields(entry[kind])]
}

function getFrom<T>(entities: ReadonlyMap<string, T>, id: unknown): T {
  const entity = entities.get(String(id))
  if (entity === undefined) throw new Error(`entity ${String(id)} is unknown to this runner`)
  return entity
}
