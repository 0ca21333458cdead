import { readEnums } from '../../schema/enum-values'

/** The words of the enums of schema/subgraphs/probation.graphql. */
export const valuesOf = readEnums('subgraphs/probation')
