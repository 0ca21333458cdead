import type { DocumentNode } from 'graphql'
import { print } from 'graphql'

import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import { listServices } from '../../common/services'
import { categories } from '../../policies/vocabulary'
import { CompositionError, composeSupergraph } from '../../schema/compose'
import type { SdlReader } from '../../schema/instance-sdl'
import { readSdlFile } from '../../schema/instance-sdl'
import { readWithPublished } from '../../schema/published-sdl'

/** An agency's SDL, and what it is called. */
export interface OwnSdl {
  readonly code: string
  /** Its field on `Person`. */
  readonly field: string
  readonly sdl: DocumentNode
}

/**
 * Why an SDL does not compose in the place of the agency of this code, or beside all others: one sentence
 * for each cause; empty when it does.
 * @param others the schema folder as the others have it in force
 */
export function composeInPlace(
  { code, field, sdl }: OwnSdl,
  register: readonly Agency[] = readRegister(),
  others: SdlReader = readSdlFile,
): readonly string[] {
  const beside = register.filter((one) => one.code !== code && one.field !== field)
  const self: Agency = {
    ...{ code, field, displayName: code, kind: 'any', existenceProtected: true },
    position: beside.length,
    external: { url: 'https://outside.invalid/graphql', keys: [] },
  }
  const read = readWithPublished(new Map([[code, print(sdl)]]), others)
  try {
    composeSupergraph({ services: listServices([...beside, self]), categories, read })
    return []
  } catch (error) {
    if (error instanceof CompositionError) return error.problems
    throw error
  }
}
