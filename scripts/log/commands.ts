import type { KeyObject } from 'node:crypto'

import { openCheckpoint, toVerifierKey } from '../../disclosure-log/checkpoint'
import { isDisclosure } from '../../disclosure-log/entry'
import type { ExportedLog } from '../../disclosure-log/export'
import type { ConsistencyProof, InclusionProof } from '../../disclosure-log/proof'
import { checkProof, ProofError, proveEntry, proveGrowth } from '../../disclosure-log/proof'
import { provenanceOf } from '../../disclosure-log/provenance'
import { readProof } from '../../disclosure-log/read-proof'
import type { LogVerdict } from '../../disclosure-log/verify'
import { verifyLog } from '../../disclosure-log/verify'
import { safeJson, safeLines, safeText } from '../terminal-text'
import type { LogArguments, Proving } from './arguments'

/** Where a command gets what it works on. */
export interface LogSources {
  readonly readLogs: () => Promise<readonly ExportedLog[]>
  readonly publicKey: () => KeyObject
  /** Text of a file. @throws Error that names the file */
  readonly readFile: (file: string) => string
}

export interface CommandResult {
  readonly text: string
  /** False: something is wrong with the log. */
  readonly isGood: boolean
}

/**
 * Carries out a command on the disclosure log.
 * @throws ProofError for what cannot be proved
 */
export async function runLogCommand(
  args: LogArguments,
  sources: LogSources,
): Promise<CommandResult> {
  if (args.command === 'key') return good(toVerifierKey(sources.publicKey()))
  if (args.proofFile !== null) return checkProofFile(args.proofFile, sources)
  const all = await sources.readLogs()
  const isAsked = ({ log }: { readonly log: string }) => args.log === null || log === args.log
  const logs = all.filter(isAsked)
  if (args.command === 'verify') {
    const kept = args.checkpointFiles.flatMap((file) => splitNotes(sources.readFile(file)))
    const gone = findGone(all, sources.publicKey(), kept).filter(isAsked)
    return verifyAll(someOf([...logs, ...gone], args), sources.publicKey(), kept)
  }
  const some = someOf(logs, args)
  if (args.isProvenance) return good(safeJson(provenanceOf(some.flatMap(({ leaves }) => leaves))))
  if (args.command === 'export') return good(some.flatMap(linesOf).join('\n'))
  if (args.proof) return good(safeJson(prove(some, args.proof, sources.publicKey()), 2))
  return good(safeLines(some.flatMap(({ checkpoints }) => checkpoints.slice(-1)).join('\n')))
}

function someOf(logs: readonly ExportedLog[], { log }: LogArguments): readonly ExportedLog[] {
  if (logs.length === 0) throw new Error(`There is no log ${log ?? 'yet'}.`)
  return logs
}

/** Logs of which a checkpoint was kept and nothing else is left: not one entry, not one checkpoint. */
function findGone(
  logs: readonly ExportedLog[],
  key: KeyObject,
  kept: readonly string[],
): readonly ExportedLog[] {
  const here = new Set(logs.map(({ log }) => log))
  const names = new Set(kept.flatMap((note) => openCheckpoint(note, key)?.log ?? []))
  const gone = [...names].filter((name) => !here.has(name))
  return gone.map((log) => ({ log, leaves: [], checkpoints: [] }))
}

function linesOf({ log, leaves, checkpoints }: ExportedLog): readonly string[] {
  const notes = checkpoints.map((checkpoint) => ({ log, checkpoint }))
  return [...leaves, ...notes].map((line) => safeJson(line, 0))
}

/** Each log is compared with the kept checkpoints of its own name. */
function verifyAll(
  logs: readonly ExportedLog[],
  key: KeyObject,
  kept: readonly string[],
): CommandResult {
  const forged = kept.filter((note) => openCheckpoint(note, key) === null)
  const verdicts = logs.map((one) => {
    const own = kept.filter((note) => openCheckpoint(note, key)?.log === one.log)
    return verifyLog(one, key, [...own, ...forged])
  })
  const isGood = verdicts.every(({ problems }) => problems.length === 0)
  return { text: verdicts.map(verdictAsText).join('\n'), isGood }
}

function verdictAsText({ log, entries, signed, newest, problems }: LogVerdict): string {
  const size = `${entries} entries, ${signed} signed${newest ? `, the last at ${newest.at}` : ''}`
  if (problems.length === 0) return `${safeText(log)}: whole. ${safeText(size)}`
  const lines = problems.map(({ code, where }) => `  ${code}: ${safeText(where)}`)
  return [`${safeText(log)}: NOT WHOLE. ${safeText(size)}`, ...lines].join('\n')
}

function prove(
  logs: readonly ExportedLog[],
  proof: Proving,
  key: KeyObject,
): InclusionProof | ConsistencyProof {
  if ('entry' in proof) {
    const { log, index } = findEntry(logs, proof.entry)
    return proveEntry(log, index, key)
  }
  const [log, another] = logs
  if (!log || another) throw new ProofError('There are several logs; name one with --log.')
  return proveGrowth(log, proof, key)
}

function findEntry(logs: readonly ExportedLog[], entry: string) {
  for (const log of logs) {
    const index = log.leaves.findIndex((leaf) => {
      return isDisclosure(leaf.entry) && leaf.entry.requestId === entry
    })
    if (index >= 0) return { log, index }
  }
  const [log, another] = logs
  if (log && !another && /^\d{1,15}$/.test(entry)) return { log, index: Number(entry) }
  throw new ProofError(`No entry of the request ${entry} is in ${logs.length} logs`)
}

function checkProofFile(file: string, { readFile, publicKey }: LogSources): CommandResult {
  const proof = readProof(readFile(file))
  if (!proof) throw new Error(`${file}: expected what "log -- prove" prints`)
  if (!checkProof(proof, publicKey())) return { text: 'The proof does not hold.', isGood: false }
  const what =
    proof.kind === 'inclusion'
      ? `entry ${proof.leaf.index} is in the log ${safeText(proof.leaf.log)}`
      : 'the log only grew between the two checkpoints'
  return good(`The proof holds: ${what}.`)
}

/** The notes of a file, one after the other. */
function splitNotes(text: string): readonly string[] {
  return text.split(/(?<=\n— [^\n]+\n)\n*/).filter((note) => note.trim() !== '')
}

function good(text: string): CommandResult {
  return { text, isGood: true }
}
