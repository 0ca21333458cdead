import { verifyMatch } from './matching'
import { partialResultOf, performOperation, readableResult } from './operations'
import { verifyCollection } from './outcome'
import { asFields, asList, type Fields, Mismatch, type SpecCase, type Target } from './spec-case'

const databaseName = 'sightline_crud_v1'
const collectionName = 'test'

/** Returns the cases of a file in the legacy v1 format. */
export function readV1Cases(file: string, content: Fields): SpecCase[] {
  const { minServerVersion } = content
  const requirement = typeof minServerVersion === 'string' ? [{ minServerVersion }] : []
  return asList(content['tests']).map((test) => ({
    file,
    description: String(test['description']),
    requirements: [requirement],
    isDriversOwn: false,
    operations: [asFields(test['operation'])],
    run: (target) => runTest(test, asList(content['data']), target),
  }))
}

async function runTest(test: Fields, data: readonly Fields[], target: Target): Promise<void> {
  const database = target.client.db(databaseName)
  await database.dropDatabase()
  const collection = database.collection(collectionName)
  if (data.length > 0) await collection.insertMany(structuredClone(data))

  const operation = asFields(test['operation'])
  const outcome = asFields(test['outcome'])
  const { result, error } = await attempt(() =>
    performOperation(collection, String(operation['name']), asFields(operation['arguments'])),
  )
  verifyError(outcome['error'] === true, error)
  if ('result' in outcome) {
    const actual = error === undefined ? readableResult(result) : partialResultOf(error)
    verifyMatch(outcome['result'], actual, 'v1')
  }
  if (outcome['collection'] === undefined) return
  const { name, data: expected } = asFields(outcome['collection'])
  const outcomeName = typeof name === 'string' ? name : collectionName
  await verifyCollection(database.collection(outcomeName), asList(expected), 'v1')
}

function verifyError(isExpected: boolean, error: Error | undefined): void {
  if (isExpected && error === undefined) throw new Mismatch('an error was expected')
  if (!isExpected && error !== undefined) throw new Mismatch(`failed: ${error.message}`)
}

async function attempt(
  action: () => Promise<unknown>,
): Promise<{ result?: unknown; error?: Error }> {
  try {
    return { result: await action() }
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
}
