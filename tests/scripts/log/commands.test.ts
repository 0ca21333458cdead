import { toVerifierKey } from '../../../disclosure-log/checkpoint'
import type { ExportedLog } from '../../../disclosure-log/export'
import { readExport } from '../../../disclosure-log/export'
import { readLogArguments } from '../../../scripts/log/arguments'
import { runLogCommand } from '../../../scripts/log/commands'
import { UsageError } from '../../../scripts/log/usage-error'
import { entryFor } from '../../disclosure-log/entries'
import { filed, makeLeaves, makeLog, sign } from '../../disclosure-log/exported'
import { makeLogKey } from '../../disclosure-log/log-key'

const { privateKey, publicKey } = makeLogKey()
const leaves = makeLeaves(9)
const one = makeLog(leaves, [4, 8], privateKey)
const other = makeLog(makeLeaves(3, 'gateway-2'), [3], privateKey)
const forged: ExportedLog = {
  ...one,
  leaves: leaves.with(5, filed({ log: 'gateway-1', index: 5, entry: entryFor('forged') })),
}

function run(
  command: string,
  given: { logs?: readonly ExportedLog[]; files?: Readonly<Record<string, string>> } = {},
) {
  const { logs = [one], files = {} } = given
  return runLogCommand(readLogArguments(command.split(' ')), {
    readLogs: () => Promise.resolve(logs),
    publicKey: () => publicKey,
    readFile: (file) => files[file] ?? '',
  })
}

describe('the command for the disclosure log', () => {
  it('exports every log, or one, so that it can be read again', async () => {
    const { text } = await run('export', { logs: [one, other] })
    expect(readExport(text)).toEqual([one, other])
    const second = await run('export --log gateway-2', { logs: [one, other] })
    expect(readExport(second.text)).toEqual([other])
  })

  it('exports as provenance to a file of its own', async () => {
    expect(readLogArguments(['export', '--prov', 'p.jsonld'])).toMatchObject({ output: 'p.jsonld' })
    const { text } = await run('export --prov p.jsonld')
    expect(text).toMatch(/^\{\n {2}"@context"/)
    expect(text.match(/"prov:Activity"/g)).toHaveLength(9)
  })

  it.each(['verify --prov p', 'export --prov p --out o', 'key --prov p'])(
    'says how to ask when it is asked: %s',
    (command) => {
      expect(() => readLogArguments(command.split(' '))).toThrow(UsageError)
    },
  )

  it('says that a log is whole and how much of it is signed', async () => {
    expect(await run('verify')).toEqual({
      isGood: true,
      text: 'gateway-1: whole. 9 entries, 8 signed, the last at 2025-03-01T12:00:00.000Z',
    })
  })

  it('says what is wrong with each log', async () => {
    const { text, isGood } = await run('verify', { logs: [forged, other] })
    expect(isGood).toBe(false)
    expect(text).toMatch(/^gateway-1: NOT WHOLE.*\n {2}CHANGED: among the entries 4 to 7/)
    expect(text).toMatch(/\ngateway-2: whole/)
  })

  it('compares each log with the checkpoints that were kept elsewhere', async () => {
    const files = { kept: `${one.checkpoints[1]}\n${other.checkpoints[0]}` }
    const cut = { ...one, leaves: leaves.slice(0, 5), checkpoints: one.checkpoints.slice(0, 1) }
    expect((await run('verify --checkpoint kept', { logs: [one, other], files })).isGood).toBe(true)
    const { text } = await run('verify --checkpoint kept', { logs: [cut, other], files })
    expect(text).toContain('TRUNCATED: 8 entries are signed for, 5 are here')
  })

  it('shows a log that is gone altogether, of which only the kept checkpoint is left', async () => {
    const files = { kept: `${one.checkpoints[1]}\n${other.checkpoints[0]}` }
    const { text, isGood } = await run('verify --checkpoint kept', { logs: [other], files })
    expect(isGood).toBe(false)
    expect(text).toMatch(/^gateway-2: whole/)
    expect(text).toMatch(
      /\ngateway-1: NOT WHOLE.*\n {2}TRUNCATED: 8 entries are signed for, 0 are here/,
    )
    expect(await run('verify --checkpoint kept', { logs: [], files })).toMatchObject({
      isGood: false,
    })
    const asked = await run('verify --checkpoint kept --log gateway-2', { logs: [other], files })
    expect(asked.isGood).toBe(true)
  })

  it('does not compare with a checkpoint that somebody else signed', async () => {
    const files = { kept: sign(leaves, 8, makeLogKey().privateKey) }
    expect((await run('verify --checkpoint kept', { files })).text).toContain('NOT_SIGNED')
  })

  it.each(['prove --entry r5', 'prove --entry 5', 'prove --from 4 --to 9'])(
    'prints a proof that holds: %s',
    async (command) => {
      const files = { proof: (await run(command)).text }
      const checked = await run('verify --proof proof', { files })
      expect(checked).toMatchObject({
        isGood: true,
        text: expect.stringMatching(/^The proof holds: /) as string,
      })
    },
  )

  it('says that a proof does not hold', async () => {
    const { text } = await run('prove --entry r5')
    const files = { proof: text.replace('"staff-1"', '"staff-2"') }
    expect(await run('verify --proof proof', { files })).toMatchObject({ isGood: false })
  })

  it.each([
    '',
    '{}',
    'null',
    '{"kind":"inclusion","proof":[]}',
    '{"kind":"consistency","proof":[1]}',
    '{"kind":"inclusion","proof":[],"leaf":{},"checkpoint":""}',
  ])('takes nothing else for a proof: %s', async (text) => {
    await expect(run('verify --proof proof', { files: { proof: text } })).rejects.toThrow(
      'proof: expected what "log -- prove" prints',
    )
  })

  it.each([
    ['prove --entry r99', /No entry of the request r99/],
    ['prove --entry 8', /No checkpoint is signed for entry 8 yet/],
    ['prove --from 1 --to 3', /there are checkpoints for 4, 8 entries/],
    ['verify --log gateway-9', /There is no log gateway-9/],
  ])('says what cannot be had: %s', async (command, message) => {
    await expect(run(command)).rejects.toThrow(message)
  })

  it('wants to know which log when there are several', async () => {
    await expect(run('prove --from 1 --to 3', { logs: [one, other] })).rejects.toThrow('--log')
  })

  it('prints the newest checkpoint to keep elsewhere, and the key', async () => {
    expect((await run('checkpoint')).text).toBe(one.checkpoints[1])
    expect((await run('key')).text).toBe(toVerifierKey(publicKey))
  })

  it.each([
    '',
    'help',
    'verify export',
    'prove',
    'prove --entry a --from 1',
    'prove --from 1',
    'prove --from a --to 2',
    'verify --entry a',
    'export --what',
  ])('explains itself when it is asked "%s"', (command) => {
    expect(() => readLogArguments(command.split(' ').filter(Boolean))).toThrow(UsageError)
  })
})
