import { chronology, coverage, id, row, view } from './made-up'
import { hubWith } from './workspace'

export const person = { id, northshirePolice: view(), ...chronology([row()]) }

/** A hub that knows one person, of one agency. */
export const somebody = hubWith(() => ({
  data: { found: person },
  coverage: coverage({ 'northshire-police': 'ANSWERED' }),
}))
