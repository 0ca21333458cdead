import { GraphQLError } from 'graphql'

/**
 * The error that stands for a withheld field: code WITHHELD, why, and whose data it is. It says the
 * same whether or not there is anything to withhold.
 */
export function withheld(reason: string, agency?: string): GraphQLError {
  return new GraphQLError('This field is withheld from you for this purpose.', {
    extensions: { code: 'WITHHELD', reason, ...(agency === undefined ? {} : { agency }) },
  })
}
