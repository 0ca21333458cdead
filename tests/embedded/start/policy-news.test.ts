import { PolicyNews } from '../../../embedded/start/policy-news'
import { observePolicy } from '../../../common/observing/observe-policy'
import { startRecording } from '../../common/observing/recording'

/** The lines that a process writes when its policy comes to be each of these. */
function linesOf(...states: readonly (readonly [version: string, problem: string | null])[]) {
  const { observing, lines } = startRecording('homes')
  const tell = observePolicy(observing)
  const reports = states.map(([version, problem]) => ({
    ...{ version: version.repeat(16), own: null, since: '', problem },
  }))
  for (const [index, now] of reports.entries()) {
    const before = reports[index - 1]
    if (before) tell(now, before)
  }
  return lines
}

describe('news of the policy', () => {
  it('are told once, though every process logs them', () => {
    const news = new PolicyNews()
    const lines = linesOf(['a', null], ['b', null], ['b', 'police.json, row 1'], ['b', null])
    expect(lines.flatMap((line) => [news.read(line), news.read(line)])).toEqual([
      `Policy ${'b'.repeat(16)} is in force`,
      null,
      'Policy refused, what was agreed before stays in force: police.json, row 1',
      null,
      `Policy ${'b'.repeat(16)} is in force`,
      null,
    ])
  })

  it.each([
    'homes is ready: http://127.0.0.1:4015/graphql',
    '{"level":"warn","event":"circuit opened","agency":"homes"}',
    '{"event":"policy refused", half',
    '{"event":"policy made up"}',
  ])('are not in other lines: %s', (line) => {
    expect(new PolicyNews().read(line)).toBeNull()
  })
})
