import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { EJSON } from 'bson'
import { asFields, type SpecCase } from './spec-case'
import { readUnifiedCases } from './unified-cases'
import { readV1Cases } from './v1-cases'

/** Returns every case under the folder, in the order of the files' names. */
export function readSpecCases(folder: string): SpecCase[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8')
      const content = asFields(EJSON.parse(text, { relaxed: true }))
      return 'schemaVersion' in content
        ? readUnifiedCases(file, content)
        : readV1Cases(file, content)
    })
}
