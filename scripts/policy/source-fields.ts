import type { DocumentNode, FieldDefinitionNode } from 'graphql'
import { Kind } from 'graphql'

import type { Agency } from '../../common/register'
import { listServices } from '../../common/services'
import type { SourceFields } from '../../policies/check'
import { categoriesOf, hasDirective } from '../../schema/classification'
import { serviceSdl } from '../../schema/instance-sdl'

/** The fields of every kind of source, from the SDL that is served. */
export function readSourceFields(register: readonly Agency[]): ReadonlyMap<string, SourceFields> {
  const services = listServices(register)
  const oneOfEachKind = new Map(
    services.map((service) => [service.agency?.kind ?? service.code, service]),
  )
  return new Map(
    [...oneOfEachKind].map(([kind, service]) => [kind, fieldsOf(serviceSdl(service, services))]),
  )
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
