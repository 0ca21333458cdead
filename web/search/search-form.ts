import type { Request } from 'express'

import { field } from '../http/forms'

/** What the form asks for, as it was filled in. */
export type FilledIn = Readonly<Record<(typeof names)[number], string>>

const names = [
  ...(['givenNames', 'familyName'] as const),
  ...(['birth-day', 'birth-month', 'birth-year', 'ageAbout'] as const),
  ...(['postcode', 'phone'] as const),
]

/** Longest text that is taken from a field. */
const longest = 100

/** The form as it was sent; empty texts where nothing was. */
export function filledIn(request: Request): FilledIn {
  const read = names.map((name) => [name, field(request, name).slice(0, longest)] as const)
  return Object.fromEntries(read) as FilledIn
}

/** A problem with a field, for the person who filled it in. */
export interface FormProblem {
  readonly name: string
  readonly text: string
}

export type ReadForm =
  { readonly input: Readonly<Record<string, string | number>> } | { readonly problem: FormProblem }

/** What the hub is asked for, or what is wrong with the form. */
export function readSearchForm(form: FilledIn): ReadForm {
  const { givenNames, familyName, postcode, phone, ageAbout } = form
  if (givenNames === '' && familyName === '')
    return { problem: { name: 'familyName', text: 'Enter a given name or a family name' } }
  const birth = readBirth(form)
  if (!birth)
    return { problem: { name: 'birth-day', text: 'Enter a date of birth, or the year alone' } }
  if (ageAbout !== '' && !/^\d{1,3}$/.test(ageAbout))
    return { problem: { name: 'ageAbout', text: 'Enter the age in years, like 67' } }
  const texts = { givenNames, familyName, postcode, phone }
  const given = Object.entries(texts).filter(([, text]) => text !== '')
  const age = ageAbout === '' ? {} : { ageAbout: Number(ageAbout) }
  return { input: { ...Object.fromEntries(given), ...birth, ...age } }
}

/** Null: a part is missing or is no number. */
function readBirth(form: FilledIn): Readonly<Record<string, string | number>> | null {
  const [day, month, year] = [form['birth-day'], form['birth-month'], form['birth-year']]
  if (day === '' && month === '' && year === '') return {}
  if (!/^\d{4}$/.test(year)) return null
  if (day === '' && month === '') return { yearOfBirth: Number(year) }
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month)) return null
  return { dateOfBirth: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` }
}
