import { Router } from 'express'

import { queryValues } from '../http/forms'
import type { WebParts } from '../parts'
import {
  policyChoices,
  policySentences,
  prohibitionsInWords,
  relationsInWords,
} from './policy-table'

/** What may be shared with whom, on which power: for everybody who is signed in, and to be printed. */
export function policyRoutes({ render, policy }: WebParts): Router {
  const router = Router()
  router.get('/policy', (request, response) => {
    const inForce = policy()
    const read = (name: string) => (queryValues(request, name)[0] ?? '').slice(0, 60)
    const filter = { source: read('source'), role: read('role'), purpose: read('purpose') }
    render(request, response, {
      template: 'policy',
      title: 'What may be shared with whom',
      nav: 'policy',
      filter,
      choices: policyChoices(inForce),
      sentences: policySentences(inForce, filter),
      prohibitions: prohibitionsInWords(inForce),
      relations: relationsInWords(inForce),
      version: inForce.version,
    })
  })
  return router
}
