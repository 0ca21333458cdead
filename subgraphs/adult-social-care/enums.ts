import { readEnums } from '../../schema/enum-values'

/** The words of the enums of schema/subgraphs/adult-social-care.graphql. */
export const valuesOf = readEnums('subgraphs/adult-social-care')
