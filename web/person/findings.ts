import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn, textsIn } from '../hub/answer-lists'
import type { EvidenceWords, Facts } from '../insights/evidence'
import { evidenceOf } from '../insights/evidence'
import type { NamedPerson, Naming } from '../insights/naming'
import type { Panel } from '../insights/panel'
import { readMoment } from '../words/dates'
import type { FindingState } from '../words/finding-words'
import { findingState, findingStateWords, ruleWords } from '../words/finding-words'
import { humanise, listed, safeLine } from '../words/text'

/** What one named rule says, with what it rests on. */
export interface Finding {
  readonly heading: string
  readonly state: FindingState
  readonly stateWords: string
  readonly sentence: string
  /** Single things that it found. */
  readonly reasons: string
  readonly since: string
  /** Whom it is about beside the person; null: nobody. */
  readonly person: NamedPerson | null
  readonly uprn: string
  readonly agencyName: string
  readonly evidence: EvidenceWords
}

/** Named rules, those that hold first. */
export interface Findings {
  readonly panel: Panel
  readonly holding: readonly Finding[]
  /** What cannot be told, then what is not shown in what was seen. */
  readonly others: readonly Finding[]
}

interface Terms {
  readonly naming: Naming
  readonly facts: Facts
  /** The hub's id of the person of the page. */
  readonly self: string
}

/** Reads the results of rules. */
export function findingsOf(panel: Panel, terms: Terms): Findings {
  const all = listIn(panel.value, 'findings').map((finding) => readFinding(finding, terms))
  const inState = (state: FindingState) => all.filter((one) => one.state === state)
  return {
    panel,
    holding: inState('holds'),
    others: [...inState('cannot-tell'), ...inState('not-shown')],
  }
}

/** The same without what other findings say too. */
export function findingsBeside(findings: Findings, { holding }: Findings): Findings {
  const said = new Set(holding.map(({ heading, sentence }) => `${heading} ${sentence}`))
  return {
    ...findings,
    holding: findings.holding.filter(
      ({ heading, sentence }) => !said.has(`${heading} ${sentence}`),
    ),
  }
}

function readFinding(finding: JsonObject, terms: Terms): Finding {
  const { naming, self } = terms
  const person = naming.person(finding['person'])
  const state = findingState(finding['state'])
  const rule = finding['rule']
  const agency = safeLine(finding['agency'], 60)
  return {
    heading: ruleWords(isObject(rule) ? safeLine(rule['name'], 60) : ''),
    state,
    stateWords: findingStateWords[state],
    sentence: safeLine(finding['sentence'], 500),
    reasons: listed(
      textsIn(finding, 'reasons').map((reason) => humanise(safeLine(reason, 60)).toLowerCase()),
    ),
    since: readMoment(finding['since'])?.text ?? '',
    person: person?.id === self ? null : person,
    uprn: safeLine(finding['uprn'], 12),
    agencyName: agency === '' ? '' : naming.agency(agency),
    evidence: evidenceOf(finding, terms),
  }
}
