import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { numberIn, textsIn } from '../hub/answer-lists'
import { readMoment } from '../words/dates'
import { counted, safeLine } from '../words/text'
import type { Disclosure } from './disclosures'
import { readDisclosure } from './disclosures'

/** One entry of the record, and whether it can be shown that it stands there as it was written. */
export interface EntryProof {
  readonly disclosure: Disclosure
  /** `holds`, `broken`: it cannot be shown; `waiting`: it is not signed yet. */
  readonly state: 'holds' | 'broken' | 'waiting'
  /** As in "21 entries". */
  readonly size: string
  readonly signedAt: string
  /** Base64. */
  readonly root: string
  /** The hashes from the entry up to the root, base64. */
  readonly steps: readonly string[]
  /** As in "5 hashes". */
  readonly stepsText: string
  /** The public key, in one line. */
  readonly key: string
  /** JSON, for checking without the hub; empty: there is none. */
  readonly document: string
}

/** A proof as the hub gave it; null: there is no such entry. */
export function readEntryProof(data: JsonObject, agencies: readonly Agency[]): EntryProof | null {
  const { proof } = data
  if (!isObject(proof) || !isObject(proof['disclosure'])) return null
  const { holds, document } = proof
  const steps = textsIn(proof, 'steps').map((step) => safeLine(step, 100))
  return {
    disclosure: readDisclosure(proof['disclosure'], agencies),
    state: holds === true ? 'holds' : holds === false ? 'broken' : 'waiting',
    size: counted(numberIn(proof, 'size') ?? 0, 'entry', 'entries'),
    signedAt: readMoment(proof['signedAt'])?.text ?? '',
    root: safeLine(proof['root'], 100),
    ...{ steps, stepsText: counted(steps.length, 'hash', 'hashes') },
    key: safeLine(proof['key'], 200),
    document: typeof document === 'string' ? document : '',
  }
}
