import type { Leaf } from './leaf'
import type { ConsistencyProof, InclusionProof } from './proof'

type Fields = Readonly<Record<string, unknown>>

/** The proof that a text (JSON) holds; null for anything else. It says nothing about its worth. */
export function readProof(text: string): InclusionProof | ConsistencyProof | null {
  const value = parse(text)
  const proof = value?.['proof']
  if (!value || !isList(proof)) return null
  return value['kind'] === 'inclusion' ? readInclusion(value, proof) : readConsistency(value, proof)
}

function readInclusion(
  { leaf, checkpoint }: Fields,
  proof: readonly string[],
): InclusionProof | null {
  if (!isLeaf(leaf) || typeof checkpoint !== 'string') return null
  return { kind: 'inclusion', leaf, proof, checkpoint }
}

function readConsistency(
  { kind, from, to }: Fields,
  proof: readonly string[],
): ConsistencyProof | null {
  if (kind !== 'consistency' || typeof from !== 'string' || typeof to !== 'string') return null
  return { kind, proof, from, to }
}

function isLeaf(value: unknown): value is Leaf {
  const { log, index, entry } = (value ?? {}) as Fields
  return typeof log === 'string' && Number.isInteger(index) && typeof entry === 'object'
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? (value as Fields | null) : null
  } catch {
    return null
  }
}
