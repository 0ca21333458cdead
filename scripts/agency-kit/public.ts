/** What `@sightline/agency-kit` offers; the package's README is subgraphs/kit/README.md. */
export type { OutsideAgencyOptions } from '../../subgraphs/outside-agency'
export { startOutsideAgency } from '../../subgraphs/outside-agency'
export type { RecordFile } from './load-records'
export { loadRecords } from './load-records'
export { getAgencyKind } from '../../subgraphs/agency-kinds'
export type {
  AgencyFieldResolver,
  AgencyKind,
  TypeResolvers,
} from '../../subgraphs/kit/agency/agency-kind'
export type { EventTeller, EventTellers, ToldEvent } from '../../subgraphs/kit/agency/event-teller'
export type {
  OpenRecordSource,
  RecordSource,
  RecordSourceParts,
} from '../../subgraphs/kit/agency/record-source'
export { codeResolvers } from '../../subgraphs/kit/agency/view-resolvers'
export type { CodeList } from '../../subgraphs/kit/records/coded-value'
export type { RecordModel } from '../../subgraphs/kit/records/record-collection'
export {
  createPersonModel,
  createRecordModel,
  recordModelsOn,
} from '../../subgraphs/kit/records/models'
export type { RecordField, RecordFields } from '../../subgraphs/kit/records/record-fields'
export {
  codeOf,
  day,
  flag,
  identifier,
  listOf,
  oneOf,
  part,
  postcode,
  requiredDay,
  requiredOneOf,
  requiredText,
  telephone,
  text,
  time,
  uprn,
  wholeNumber,
} from '../../subgraphs/kit/records/record-fields'
export type { RecordRule } from '../../subgraphs/kit/records/record-rules'
export { aboutOne, notBefore } from '../../subgraphs/kit/records/record-rules'
export type { Connection } from '../../subgraphs/kit/service/database'
