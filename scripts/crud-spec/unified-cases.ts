import { type Document, MongoServerError } from 'mongodb'
import { createEntities } from './entities'
import { verifyMatch } from './matching'
import { performOperation, readableResult } from './operations'
import { verifyCollection } from './outcome'
import type { Requirement } from './requirements'
import { asFields, asList, type Fields, Mismatch, type SpecCase, type Target } from './spec-case'

/** Returns the cases of a file in the unified test format. */
export function readUnifiedCases(file: string, content: Fields): SpecCase[] {
  return asList(content['tests']).map((test) => ({
    file,
    description: String(test['description']),
    requirements: [readRequirements(content), readRequirements(test)],
    isDriversOwn: isUnacknowledged(content) && expectsError(test),
    operations: asList(test['operations']),
    run: (target) => runTest(content, test, target),
  }))
}

const readRequirements = (from: Fields) =>
  asList(from['runOnRequirements']) as readonly Requirement[]

function isUnacknowledged(content: Fields): boolean {
  return asList(content['createEntities']).some(({ collection }) => {
    const { collectionOptions } = collection === undefined ? {} : asFields(collection)
    const { writeConcern } = collectionOptions === undefined ? {} : asFields(collectionOptions)
    return writeConcern !== undefined && asFields(writeConcern)['w'] === 0
  })
}

const expectsError = (test: Fields) =>
  asList(test['operations']).some((operation) => operation['expectError'] !== undefined)

async function runTest(content: Fields, test: Fields, target: Target): Promise<void> {
  await prepareData(asList(content['initialData']), target)
  const entities = await createEntities(asList(content['createEntities']), target)
  try {
    for (const operation of asList(test['operations'])) {
      const collectionOrDatabase = entities.find(String(operation['object']))
      const given = structuredArguments(operation)
      await runOperation(operation, () =>
        performOperation(collectionOrDatabase, String(operation['name']), given),
      )
    }
    await verifyOutcome(asList(test['outcome']), target)
  } finally {
    await entities.close()
  }
}

const structuredArguments = (operation: Fields) =>
  operation['arguments'] === undefined ? {} : asFields(operation['arguments'])

async function prepareData(initialData: readonly Fields[], target: Target): Promise<void> {
  const databaseNames = new Set(initialData.map(({ databaseName }) => String(databaseName)))
  for (const name of databaseNames) await target.client.db(name).dropDatabase()
  for (const { databaseName, collectionName, documents } of initialData) {
    const database = target.client.db(String(databaseName))
    const collection = await database.createCollection(String(collectionName))
    const copies = asList(documents).map((document): Document => ({ ...document }))
    if (copies.length > 0) await collection.insertMany(copies)
  }
}

async function runOperation(operation: Fields, perform: () => Promise<unknown>): Promise<void> {
  const { expectError } = operation
  let result: unknown
  try {
    result = await perform()
  } catch (error) {
    if (expectError === undefined) throw new Mismatch(`failed: ${String(error)}`, { cause: error })
    verifyError(asFields(expectError), error)
    return
  }
  if (expectError !== undefined) throw new Mismatch(`${String(operation['name'])}: no error`)
  if ('expectResult' in operation) {
    verifyMatch(operation['expectResult'], readableResult(result), 'unified')
  }
}

/** Of `expectError`, the keys that these files use; another one is a failure. */
function verifyError(expected: Fields, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const isFromServer = error instanceof MongoServerError
  for (const [key, value] of Object.entries(expected)) {
    const isMet = {
      isError: () => true,
      isClientError: () => value === !isFromServer,
      errorContains: () => message.toLowerCase().includes(String(value).toLowerCase()),
      errorCode: () => isFromServer && error.code === value,
    }[key]
    if (isMet?.() !== true) throw new Mismatch(`${key} is to be ${String(value)}: ${message}`)
  }
}

async function verifyOutcome(outcome: readonly Fields[], target: Target): Promise<void> {
  for (const { databaseName, collectionName, documents } of outcome) {
    const collection = target.client.db(String(databaseName)).collection(String(collectionName))
    await verifyCollection(collection, asList(documents), 'unified')
  }
}
