import type { CodedValue, CodeList } from '../records/coded-value'
import { codedValue } from '../records/coded-value'

/** How somebody was dealt with, as far as it was written down. */
const circumstances: CodeList = {
  name: 'CIRCUMSTANCE',
  codes: new Map([
    ['SEEN_ALONE', { display: 'Nobody else could hear' }],
    ['NOT_SEEN_ALONE', { display: 'Somebody else could hear' }],
    ['INFORMED_OF_RISK', { display: 'The person was told of the risk' }],
    ['NOT_INFORMED_OF_RISK', { display: 'The person was not told of the risk' }],
    ['GP_CONSULTED', { display: 'The general practice was asked' }],
    ['GP_NOT_CONSULTED', { display: 'The general practice was not asked' }],
  ]),
}

interface Circumstances {
  readonly isSeenAlone?: unknown
  readonly isInformedOfRisk?: unknown
  readonly isGpConsulted?: unknown
}

/** What a record says of how somebody was dealt with, as codes; of what was not written down, none. */
export function circumstanceCodes(record: Circumstances): readonly (CodedValue | null)[] {
  const said = [
    [record.isSeenAlone, 'SEEN_ALONE'],
    [record.isInformedOfRisk, 'INFORMED_OF_RISK'],
    [record.isGpConsulted, 'GP_CONSULTED'],
  ] as const
  return said.map(([isSo, code]) => {
    if (typeof isSo !== 'boolean') return null
    const no = code === 'GP_CONSULTED' ? 'GP_NOT_CONSULTED' : `NOT_${code}`
    return codedValue(circumstances, isSo ? code : no)
  })
}

/** Whether alcohol was recorded, from whether the person was sober. */
export function alcoholOf({ isSober }: { readonly isSober?: unknown }): boolean | null {
  return typeof isSober === 'boolean' ? !isSober : null
}

/** A count as a code, for rules that compare it: the code is the number. */
export function countCode(system: string, count: unknown, unit: string): CodedValue | null {
  if (typeof count !== 'number') return null
  return { system, code: `${count}`, display: `${count} ${unit}`, validFrom: null, validTo: null }
}
