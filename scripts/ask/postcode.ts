import type { GraphQLSchema } from 'graphql'

import { isObject, type JsonObject } from '../../common/json'
import { placesIn, postcodeQuery } from '../../schema/places-at-postcode'
import { safeJson, safeText } from '../terminal-text'
import { describeNobody } from './answer-text'
import type { InsightsTerms } from './ask-insights'
import type { HubAnswer } from './hub-client'
import { requestLine } from './hub-client'
import { namesOf } from './people-in-answer'
import type { PostcodeArgument } from './person-argument'
import { asText, hasAnswer } from './report'
import { silentLines } from './search-text'

/** Most people of a postcode that are told. */
const mostPeople = 50

/** Prints at which properties of a postcode somebody is recorded; true when there was an answer. */
export async function askPostcode(
  { postcode }: PostcodeArgument,
  { client, enquiry, register, schema }: InsightsTerms & { readonly schema: GraphQLSchema },
  isJson: boolean,
): Promise<boolean> {
  const question = {
    query: postcodeQuery(schema, register),
    variables: { postcode, first: mostPeople },
  }
  const answer = await client.send(question, enquiry)
  console.log(isJson ? safeJson(answer.response) : postcodeText(answer, register))
  const coverage = answer.response.extensions?.coverage ?? []
  return peopleOf(answer).length > 0 && hasAnswer(coverage)
}

/** The properties of a postcode, for a terminal. */
export function postcodeText(answer: HubAnswer, register: InsightsTerms['register']): string {
  const { response, requestId } = answer
  const found = response.data?.['found']
  const lines =
    isObject(found) && peopleOf(answer).length > 0
      ? placeLines(found, register)
      : [describeNobody(response)]
  const silent = silentLines(response.extensions?.coverage ?? [], register)
  return [asText([...lines, ...silent]), ...requestLine(requestId)].join('\n')
}

function placeLines(found: JsonObject, register: InsightsTerms['register']): readonly string[] {
  const { places, elsewhere } = placesIn(found, register)
  const names = new Map(
    peopleIn(found).map((person) => [person['id'], namesOf(person, register).join(' / ')]),
  )
  const nameOf = (id: string) => {
    const name = names.get(id) ?? ''
    return `${name === '' ? 'name not shown to you' : name} (--person ${id})`
  }
  return [
    `Properties at ${safeText(found['postcode'], 10)} where somebody is recorded (${places.length})`,
    ...places.flatMap(({ uprn, people }) => [
      `  ask ... --uprn ${uprn}`,
      ...people.map((id) => `       ${nameOf(id)}`),
    ]),
    ...(elsewhere.length === 0
      ? []
      : [
          'Recorded at this postcode; at which property was not shown',
          ...elsewhere.map((id) => `       ${nameOf(id)}`),
        ]),
    ...(found['hasMorePeople'] === true
      ? [`More than ${mostPeople} people are recorded there: these are not all. Ask by --uprn.`]
      : []),
    'A property that is not listed may be there: nobody is recorded at it, or nobody you may know of.',
  ]
}

function peopleOf({ response }: HubAnswer): readonly JsonObject[] {
  const found = response.data?.['found']
  return isObject(found) ? peopleIn(found) : []
}

function peopleIn(found: JsonObject): readonly JsonObject[] {
  const { people } = found
  return Array.isArray(people) ? people.filter(isObject) : []
}
