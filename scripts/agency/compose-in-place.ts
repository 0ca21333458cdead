import type { DocumentNode } from 'graphql'
import { print } from 'graphql'

import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import { listServices } from '../../common/services'
import { categories } from '../../policies/vocabulary'
import { CompositionError, composeSupergraph } from '../../schema/compose'
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
 */
export function composeInPlace(
  { code, field, sdl }: OwnSdl,
  register: readonly Agency[] = readRegister(),
): readonly string[] {
  const others = register.filter((one) => one.code !== code && one.field !== field)
  const self: Agency = {
    ...{ code, field, displayName: code, kind: 'any', existenceProtected: true },
    position: others.length,
    external: { url: 'https://outside.invalid/graphql', keys: [] },
  }
  const read = readWithPublished(new Map([[code, print(sdl)]]))
  try {
    composeSupergraph({ services: listServices([...others, self]), categories, read })
    return []
  } catch (error) {
    if (error instanceof CompositionError) return error.problems
    throw error
  }
}
