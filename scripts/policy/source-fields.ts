import type { DocumentNode, FieldDefinitionNode } from 'graphql'
import { Kind } from 'graphql'

import type { Agency } from '../../common/register'
import type { SourceFields } from '../../policies/check'
import { categoriesOf, hasDirective } from '../../schema/classification'
import { agencySdl, hubSubgraphSdl } from '../../schema/instance-sdl'

/** The fields of every kind of source, from the SDL that is served. */
export function readSourceFields(register: readonly Agency[]): ReadonlyMap<string, SourceFields> {
  const oneOfEachKind = new Map(register.map((agency) => [agency.kind, agency]))
  const agencies = [...oneOfEachKind].map(([kind, agency]): [string, SourceFields] => [
    kind,
    fieldsOf(agencySdl(agency)),
  ])
  const own = (['person-index', 'hub'] as const).map((name): [string, SourceFields] => [
    name,
    fieldsOf(hubSubgraphSdl(name, register)),
  ])
  return new Map([...agencies, ...own])
}

function fieldsOf({ definitions }: DocumentNode): SourceFields {
  const fields = new Map<string, readonly string[] | null>()
  for (const type of definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    for (const field of type.fields ?? [])
      if (isSelectable(field))
        fields.set(`${type.name.value}.${field.name.value}`, categoriesOf(field))
  }
  return fields
}

/** No caller can ask this source for references to records, nor for what another source answers. */
function isSelectable(field: FieldDefinitionNode): boolean {
  return !hasDirective(field, 'external') && !hasDirective(field, 'inaccessible')
}
