import { readRegister } from '../../common/register'

const views = readRegister().map(({ field }) => `${field} { __typename }`)

/** Asks every agency whether it knows somebody. */
export const everyAgency = `query ($id: ID!) { person(id: $id) {
  id
  ${views.join('\n  ')}
} }`
