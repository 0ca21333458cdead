import { Router } from 'express'
import type { GraphQLSchema } from 'graphql'

import type { Agency } from '../../common/register'
import { isObject } from '../../common/json'
import type { WebParts } from '../parts'
import { agencyParts } from '../person/agency-part'
import { coverageStrip } from '../person/coverage'
import { askPerson, showNobody } from '../person/routes'
import { timeText } from '../words/dates'
import { listed } from '../words/text'
import { agencyQuestion } from './agency-question'
import { recordSections } from './agency-records'

/** What one agency holds of a person: asked of this agency alone, and so also the way to ask it again. */
export function agencyRoutes(parts: WebParts, schema: GraphQLSchema): Router {
  const questions = new Map(
    parts.agencies.map((agency) => [agency.code, { agency, ...agencyQuestion(schema, agency) }]),
  )
  const router = Router()
  router.get('/people/:id/agencies/:code', async (request, response, next) => {
    const question = questions.get(request.params.code)
    if (!question) {
      next()
      return
    }
    const found = await askPerson(parts, request, question.query)
    if (found === null) {
      showNobody(parts, request, response)
      return
    }
    const { agency, view: type } = question
    const { coverage, problems, requestId } = found.answer
    const [part] = agencyParts(found.person, coverage, [agency])
    const [cell] = coverageStrip(part ? [part] : []).cells
    const view = found.person[agency.field]
    const sections = isObject(view) ? recordSections(view, type, ofAgency(problems, agency)) : []
    parts.render(request, response, {
      template: 'agency',
      title: `${agency.displayName}: what it holds`,
      nav: 'find',
      id: request.params.id,
      agency,
      agencies: parts.agencies,
      cell,
      sections: sections.filter(({ isEmpty }) => !isEmpty),
      nothingOf: listed(
        sections.filter(({ isEmpty }) => isEmpty).map(({ heading }) => heading.toLowerCase()),
      ),
      askedAt: timeText(parts.now()),
      hubReference: requestId,
    })
  })
  return router
}

function ofAgency<Problem extends { readonly path: readonly (string | number)[] }>(
  problems: readonly Problem[],
  { field }: Agency,
): readonly Problem[] {
  return problems.filter(({ path }) => path[1] === field)
}
