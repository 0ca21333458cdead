import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { parseJson, readAgreementFiles } from '../../policies/agreement-files'
import type { Agreement } from '../../policies/agreements'
import { readAgreement } from '../../policies/agreements'

/**
 * The agreements at a path: one file, a folder of such files, or a folder like `policies/` with them in
 * `agreements/`.
 * @throws Error that names the path, or the file and row that cannot be read.
 */
export function readAgreementsAt(given: string): readonly Agreement[] {
  if (!existsSync(given)) throw new Error(`There is no file or folder ${given}`)
  if (statSync(given).isFile())
    return [readAgreement(given, parseJson(given, readFileSync(given, 'utf8')))]
  const inside = path.join(given, 'agreements')
  const folder = path.resolve(existsSync(inside) ? inside : given)
  const files = Object.entries(readAgreementFiles(folder))
  if (files.length === 0) throw new Error(`There are no agreements in ${given}`)
  return files.map(([kind, content]) => readAgreement(`${kind}.json`, content))
}
