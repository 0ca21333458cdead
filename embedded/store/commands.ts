import { Arguments, fieldTypes } from './arguments'
import type { Command, CommandContext, Commands } from './command'
import { catalogueCommands } from './commands-catalogue'
import { handshakeCommands } from './commands-handshake'
import { readCommands } from './commands-reads'
import { writeCommands } from './commands-writes'
import type { Answer } from './connection'
import { badValue, StoreError } from './errors'
import { isNumeric, toNumber } from './numbers'
import { type Document, isDocument } from './values'

/** Fields that every command knows. Those that are not read below change nothing here. */
const commonFields = fieldTypes({
  text: '$db apiVersion',
  document: '$clusterTime $readPreference lsid readConcern writeConcern',
  any: 'comment',
  count: 'maxTimeMS',
  flag: 'apiDeprecationErrors apiStrict',
})

const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...handshakeCommands,
    ...catalogueCommands,
    ...readCommands,
    ...writeCommands,
  } satisfies Commands).map(([name, { fields, run }]) => [
    name,
    { fields: { ...fields, ...commonFields }, run },
  ]),
)

/**
 * The function that answers commands. What the store does not know is refused by name; what fails
 * for a reason of the store's own is reported, and the client told no more than that.
 */
export function createAnswer(context: CommandContext, report: (line: string) => void): Answer {
  return async (command, connectionId) => {
    try {
      const [name = ''] = Object.keys(command)
      const fields = readFields(name, command)
      const isDurable = readWriteConcern(fields)
      const databaseName = fields.text('$db')
      const request = { ...context, name, databaseName, arguments: fields, connectionId }
      const reply = getCommand(name).run(request)
      if (isDurable) await context.database.sync()
      return { ...reply, ok: 1 }
    } catch (error) {
      if (!(error instanceof StoreError))
        report(`A command failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`)
      return errorReply(error)
    }
  }
}

function getCommand(name: string): Command {
  const found = commands.get(name)
  if (found) return found
  throw new StoreError(59, 'CommandNotFound', `no such command: '${name}'`)
}

function readFields(name: string, command: Document): Arguments {
  const { fields: types } = getCommand(name)
  if (['txnNumber', 'startTransaction', 'autocommit'].some((field) => field in command))
    throw new StoreError(
      20,
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    )
  refusePrototypeNames(command)
  const fields = new Arguments(name, command, types)
  if (fields.has('apiVersion') && fields.text('apiVersion') !== '1')
    throw new StoreError(322, 'APIVersionError', 'API version must be "1"')
  const { level = 'local' } = fields.document('readConcern')
  if (!['local', 'available', 'majority'].includes(String(level)))
    throw new StoreError(
      123,
      'NotAReplicaSet',
      `node needs to be a replica set member to use read concern ${String(level)}`,
    )
  return fields
}

/** True when the reply must wait until what was written is on disk. */
function readWriteConcern(command: Arguments): boolean {
  const fields = new Arguments('writeConcern', command.document('writeConcern'), {
    w: 'any',
    j: 'flag',
    fsync: 'flag',
    wtimeout: 'number',
    provenance: 'text',
  })
  const w = fields.value('w')
  if (typeof w === 'string' && w !== 'majority')
    throw badValue(
      `cannot use non-majority 'w' mode ${w} when a host is not a member of a replica set`,
    )
  if (isNumeric(w) && toNumber(w) > 1)
    throw badValue("cannot use 'w' > 1 when a host is not replicated")
  return w === 'majority' || fields.flag('j') || fields.flag('fsync')
}

/** Names that reach an object's prototype are refused at the door, wherever they stand. */
function refusePrototypeNames(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refusePrototypeNames)
  else if (isDocument(value))
    for (const name of Object.keys(value)) {
      if (name.includes('__proto__') && name.split('.').includes('__proto__'))
        throw badValue(`The field name '${name}' is not accepted by the embedded store`)
      refusePrototypeNames(value[name])
    }
}

function errorReply(error: unknown): Document {
  const { code, codeName, message, details } =
    error instanceof StoreError
      ? error
      : new StoreError(1, 'InternalError', 'The embedded store failed; see what it reported')
  return { ok: 0, errmsg: message, code, codeName, ...details }
}
