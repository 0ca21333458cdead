import { asReferenceResolver } from '../kit/service/reference-resolver'
import { addressAssociates, addressCalls } from './address-fields'
import { addressChronology, personChronology } from './chronology'
import { computedOver } from './computation'
import type { Representation } from './inputs'
import { addressHistory, involvements, injurySeries } from './person-fields'
import { coResidents, concerns, patterns, relationships } from './household-fields'

const itself = asReferenceResolver((representation: Representation) => representation)

/** Somebody in a result, by hub id: what agencies say of them is asked of the agencies. */
const person = ({ person: id }: { readonly person: string | null }) => (id === null ? null : { id })

/** Resolvers of insights: each takes what the gateway brought, and hands it to the core. */
export const insightsResolvers = {
  Person: {
    __resolveReference: itself,
    chronology: computedOver('PERSON', personChronology),
    injuries: computedOver('PERSON', injurySeries),
    addresses: computedOver('PERSON', addressHistory),
    involvements: computedOver('PERSON', involvements),
    coResidents: computedOver('HOUSEHOLD', coResidents),
    relationships: computedOver('HOUSEHOLD', relationships),
    patterns: computedOver('HOUSEHOLD', patterns),
    concerns: computedOver('HOUSEHOLD', concerns),
  },
  Address: {
    __resolveReference: itself,
    chronology: computedOver('ADDRESS', addressChronology),
    associates: computedOver('ADDRESS', addressAssociates),
    calls: computedOver('ADDRESS', addressCalls),
  },
  CoResident: { person },
  Relationship: { person },
  Finding: { person },
  AddressAssociate: { person },
}
