import { fieldTypes } from './arguments'
import { maxDocumentBytes } from './bson-codec'
import type { Commands, Request } from './command'
import { maxMessageBytes } from './frames'
import type { Document } from './values'

/** The most writes that one command may carry. */
export const maxWriteBatchSize = 100_000

/** The protocol of MongoDB 7.0: what is offered is a part of that version. */
const maxWireVersion = 21
const version = [7, 0, 0, 0]

/** What clients tell about themselves; nothing here depends on it. */
const helloFields = fieldTypes({
  text: 'hostInfo saslSupportedMechs',
  document: 'client internalClient speculativeAuthenticate topologyVersion',
  list: 'compression',
  any: 'backpressure',
  count: 'maxAwaitTimeMS',
  flag: 'helloOk',
  refused: 'loadBalanced',
})

function hello({ connectionId }: Request): Document {
  return {
    helloOk: true,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
  }
}

function isMaster(request: Request): Document {
  return { ismaster: true, ...hello(request) }
}

function buildInfo(): Document {
  return {
    version: version.slice(0, 3).join('.'),
    versionArray: version,
    gitVersion: 'embedded',
    modules: ['sightline-embedded'],
    storageEngines: ['sightline-embedded'],
    javascriptEngine: 'none',
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentBytes,
  }
}

const answersNothing = () => ({})

/** What drivers and mongosh ask when they connect and leave. */
export const handshakeCommands: Commands = {
  hello: {
    fields: { hello: 'any', ...helloFields },
    run: (request) => ({ isWritablePrimary: true, ...hello(request) }),
  },
  isMaster: { fields: { isMaster: 'any', ...helloFields }, run: isMaster },
  ismaster: { fields: { ismaster: 'any', ...helloFields }, run: isMaster },
  ping: { fields: fieldTypes({ any: 'ping' }), run: answersNothing },
  buildInfo: { fields: fieldTypes({ any: 'buildInfo' }), run: buildInfo },
  buildinfo: { fields: fieldTypes({ any: 'buildinfo' }), run: buildInfo },
  endSessions: { fields: fieldTypes({ documents: 'endSessions' }), run: answersNothing },
}
