import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import { agencyKinds, getAgencyKind } from '../../subgraphs/agency-kinds'
import { createKindModels } from '../../subgraphs/kit/agency/involvements'
import { createUnconnected } from '../../subgraphs/kit/service/database'
import type { FieldRow } from './field-rows'
import { fieldRows } from './field-rows'
import type { DescribedType } from './page'
import { recordPage } from './page'

/** The page of every kind of agency, by the kind. */
export function recordPages(): ReadonlyMap<string, string> {
  return new Map(agencyKinds.map(({ name }) => [name, pageOf(name)]))
}

function pageOf(kind: string): string {
  const [first, ...others] = readRegister()
    .filter((agency) => agency.kind === kind)
    .map((agency) => ({ code: agency.code, types: describeTypes(kind, agency) }))
  if (!first) throw new Error(`agencies.json has no agency of the kind ${kind} to describe it by`)
  return recordPage(
    kind,
    first.types.map(({ recordType, rows }) => ({
      recordType,
      rows: rows.map((row) =>
        withOthers(
          row,
          first.code,
          others.map(({ code, types }) => ({
            code,
            row: findRow(types, recordType, row.field),
          })),
        ),
      ),
    })),
  )
}

function describeTypes(kind: string, agency: Agency): readonly DescribedType[] {
  const connection = createUnconnected()
  const recordTypes = Object.keys(createKindModels(getAgencyKind(kind), connection, agency))
  return recordTypes.map((recordType) => {
    const model = connection.models[recordType]
    if (!model) throw new Error(`${kind}: the model of ${recordType} has another name`)
    return { recordType, rows: fieldRows(model.schema) }
  })
}

function findRow(types: readonly DescribedType[], recordType: string, field: string) {
  const rows = types.find((type) => type.recordType === recordType)?.rows
  return rows?.find((row) => row.field === field)
}

/** What a field may hold can depend on the agency: then each says it for itself. */
function withOthers(
  row: FieldRow,
  code: string,
  others: readonly { readonly code: string; readonly row: FieldRow | undefined }[],
): FieldRow {
  if (others.every((other) => other.row?.allowed === row.allowed)) return row
  const all = [{ code, row }, ...others]
  const allowed = all.map((one) => `${one.code}: ${one.row?.allowed ?? 'not kept'}`).join(' / ')
  return { ...row, allowed }
}
