import type { AsAtArguments, PeriodArguments } from './arguments'
import { readPeriod } from './arguments'
import type { Compute } from './computation'
import type { AddressHistory } from './core/addresses'
import { addressesOf } from './core/addresses'
import type { InjurySeries } from './core/injuries'
import { injuriesOf } from './core/injuries'
import type { CurrentInvolvement } from './core/involvements'
import { involvementsOf } from './core/involvements'

/** `Person.injuries`. */
export const injurySeries: Compute<PeriodArguments, InjurySeries> = ({ input }, args) =>
  injuriesOf(input, readPeriod(args))

/** `Person.addresses`. */
export const addressHistory: Compute<AsAtArguments, AddressHistory> = ({ input, subject }) =>
  addressesOf(input, subject)

/** `Person.involvements`. */
export const involvements: Compute<
  AsAtArguments,
  { readonly services: readonly CurrentInvolvement[] }
> = ({ input, read }) => ({ services: involvementsOf(input, read.involvements) })
