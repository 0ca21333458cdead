import { writeFileSync } from 'node:fs'

import type { Agency } from '../../common/register'
import { safeJson, safeText } from '../terminal-text'
import type { AskArguments } from './arguments'
import { describeNobody } from './answer-text'
import { chronologyCsv } from './chronology-csv'
import type { HubAnswer, HubClient } from './hub-client'
import { requestLine } from './hub-client'
import type { InsightsAnswer } from './insights-answer'
import { readInsights } from './insights-answer'
import { insightsText } from './insights-text'
import { insightsQuery } from './insights-view'
import type { SubjectArgument } from './person-argument'
import { hasAnswer } from './report'
import { optionsForAnswer } from './statement-options'

/** What is asked, once it is known of whom. */
type KnownRequest = AskArguments & { readonly subject: SubjectArgument }

/** What is needed to ask. */
export interface InsightsTerms {
  readonly client: HubClient
  readonly enquiry: string
  readonly register: readonly Agency[]
}

/** Most pages that are fetched: a chronology as long is read another way. */
const mostPages = 100

/** Prints what no single agency can say; true when there was an answer. */
export async function askInsights(request: KnownRequest, terms: InsightsTerms): Promise<boolean> {
  const { answer, insights } = await fetchAll(request, terms)
  const { response, requestId } = answer
  const { coverage = [] } = response.extensions ?? {}
  if (request.isJson) console.log(safeJson(response))
  else {
    const { register } = terms
    const said = insights
      ? insightsText(insights, { register, asked: request, response })
      : describeNobody(response)
    const lines = [said, ...optionsForAnswer(response), ...requestLine(requestId)]
    console.log(lines.join('\n'))
  }
  if (request.question === 'ADDRESS' && request.csv !== null && insights?.chronology)
    writeCsv(request.csv, insights.chronology)
  return insights !== null && hasAnswer(coverage)
}

interface Fetched {
  /** The first page as the hub sent it. */
  readonly answer: HubAnswer
  /** All pages put together. */
  readonly insights: InsightsAnswer | null
}

async function fetchAll(
  request: KnownRequest,
  { client, enquiry, register }: InsightsTerms,
): Promise<Fetched> {
  const fetchPage = async (after: string | null) => {
    const { query, variables, rootField } = insightsQuery(request, { register, after })
    const answer = await client.send({ query, variables }, enquiry)
    return { answer, insights: readInsights(answer.response, rootField) }
  }
  const first = await fetchPage(null)
  const { insights } = first
  if (!insights?.chronology) return first
  const rows = [...insights.chronology.rows]
  let cursor = insights.chronology.endCursor
  for (let page = 1; cursor !== null && page < mostPages; page += 1) {
    const next = (await fetchPage(cursor)).insights?.chronology
    if (!next) break
    rows.push(...next.rows)
    cursor = next.endCursor
  }
  const chronology = { ...insights.chronology, rows, endCursor: cursor }
  return { ...first, insights: { ...insights, chronology } }
}

function writeCsv(file: string, chronology: NonNullable<InsightsAnswer['chronology']>): void {
  // People's records: for nobody else on this machine.
  writeFileSync(file, chronologyCsv(chronology), { mode: 0o600 })
  console.error(safeText(`${chronology.rows.length} rows written to ${file}`))
}
