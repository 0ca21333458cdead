import { type Db, type Document, MongoServerError } from 'mongodb'
import type { Fields, SpecCase } from './spec-case'

/** Something a server of this protocol may do without, if it says so when asked. */
export interface Capability {
  readonly name: string
  /** Whether one operation of a test, its arguments and all, needs it. */
  isUsedBy(operation: Fields): boolean
  /** The least command that needs it; a server without the capability refuses it. */
  readonly probe: Document
  readonly probeOnAdmin?: true
}

const probed = 'capabilities'
const hasKey = (key: string) => (value: unknown) =>
  someDocument(value, (document) => Object.hasOwn(document, key))

const aggregate = (...pipeline: Document[]) => ({ aggregate: probed, pipeline, cursor: {} })

/** All that the product does without; see the embedded store's README. */
export const capabilities: readonly Capability[] = [
  {
    name: 'collation',
    isUsedBy: hasKey('collation'),
    probe: { find: probed, collation: { locale: 'en', strength: 2 } },
  },
  {
    name: 'update pipelines',
    isUsedBy: (operation) =>
      someDocument(operation, (document) => Array.isArray(document['update'])),
    probe: { update: probed, updates: [{ q: {}, u: [{ $set: { a: 1 } }] }] },
  },
  {
    name: 'variables of a command (let)',
    isUsedBy: hasKey('let'),
    probe: { ...aggregate(), let: { a: 1 } },
  },
  { name: 'stage $out', isUsedBy: hasKey('$out'), probe: aggregate({ $out: `${probed}2` }) },
  { name: 'stage $merge', isUsedBy: hasKey('$merge'), probe: aggregate({ $merge: `${probed}2` }) },
  {
    name: 'stage $listLocalSessions',
    isUsedBy: hasKey('$listLocalSessions'),
    probe: { aggregate: 1, pipeline: [{ $listLocalSessions: {} }], cursor: {} },
    probeOnAdmin: true,
  },
  {
    name: 'fail points',
    isUsedBy: (operation) => operation['name'] === 'failPoint',
    probe: { configureFailPoint: 'failCommand', mode: 'off' },
    probeOnAdmin: true,
  },
]

/** Returns the capabilities that the server refuses when they are asked of it. */
export async function findAbsentCapabilities(database: Db): Promise<Capability[]> {
  await database.createCollection(probed)
  const absent: Capability[] = []
  for (const capability of capabilities) {
    const asked = capability.probeOnAdmin === true ? database.client.db('admin') : database
    if (await isRefused(asked, capability.probe)) absent.push(capability)
  }
  return absent
}

/** Returns the first absent capability that the case uses, or null. */
export function findMissingCapability(
  specCase: SpecCase,
  absent: readonly Capability[],
): Capability | null {
  const isUsed = (capability: Capability) =>
    specCase.operations.some((operation) => capability.isUsedBy(operation))
  return absent.find(isUsed) ?? null
}

async function isRefused(database: Db, command: Document): Promise<boolean> {
  try {
    const reply = await database.command(command)
    return 'writeErrors' in reply
  } catch (error) {
    if (error instanceof MongoServerError) return true
    throw error
  }
}

function someDocument(value: unknown, test: (document: Fields) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (!Array.isArray(value) && test(value as Fields)) return true
  return Object.values(value).some((inner) => someDocument(inner, test))
}
