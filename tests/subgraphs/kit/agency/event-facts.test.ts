import { adultCareEvents } from '../../../../subgraphs/adult-social-care/events'
import { gpEvents } from '../../../../subgraphs/gp/events'
import { circumstanceCodes } from '../../../../subgraphs/kit/agency/event-facts'
import type { EventTellers } from '../../../../subgraphs/kit/agency/event-teller'
import { riskAssessmentTeller } from '../../../../subgraphs/kit/agency/risk-assessment-event'
import type { ListedRecord } from '../../../../subgraphs/kit/agency/view-resolvers'
import { policeEvents } from '../../../../subgraphs/police/events'
import { probationEvents } from '../../../../subgraphs/probation/events'

const record = (fields: object) => fields as ListedRecord

function told(tellers: EventTellers, list: string, fields: object) {
  const event = tellers[list]?.tell(record(fields))
  const codes = event?.codes?.flatMap((one) => (one ? [`${one.system} ${one.code}`] : []))
  return { ...event, codes }
}

describe('what an event says for the rules that rest on it', () => {
  it('is how somebody was dealt with, and nothing of what was not written down', () => {
    const codes = circumstanceCodes({ isSeenAlone: false, isInformedOfRisk: null })
    expect(codes.map((one) => one?.code)).toEqual(['NOT_SEEN_ALONE', undefined, undefined])
    expect(circumstanceCodes({ isGpConsulted: false }).at(-1)?.code).toBe('GP_NOT_CONSULTED')
  })

  it.each(['capacityAssessments', 'contacts', 'refusals'])(
    'is, of %s, whether the person was sober, as alcohol and in no code',
    (list) => {
      const drunk = told(adultCareEvents, list, { isSober: false, isSeenAlone: true })
      expect(drunk).toMatchObject({ isAlcoholInvolved: true, codes: ['CIRCUMSTANCE SEEN_ALONE'] })
      expect(told(adultCareEvents, list, { isSober: true }).isAlcoholInvolved).toBe(false)
      expect(told(adultCareEvents, list, {}).isAlcoholInvolved).toBeNull()
      expect(JSON.stringify([drunk.sentence, drunk.codes])).not.toMatch(/sober|alcohol|intoxic/i)
    },
  )

  it('is that a concern tells of an assault', () => {
    const about = (isAboutAssault: boolean | null) =>
      told(adultCareEvents, 'concerns', { isAboutAssault }).codes
    expect([about(true), about(false), about(null)]).toEqual([['CONCERN_ABOUT ASSAULT'], [], []])
  })

  it('is the ticks of a checklist, and the grade they make beside the grade that was set', () => {
    const assessment = { tool: 'DASH', yesCount: 15, grade: 'HIGH' }
    const lists = { one: riskAssessmentTeller }
    expect(told(lists, 'one', assessment).codes).toEqual([
      ...['RiskTool DASH', 'RiskGrade HIGH', 'ActuarialRiskGrade HIGH', 'DASH_TICKS 15'],
    ])
    expect(told(lists, 'one', { tool: 'DARA', yesCount: 15, grade: 'HIGH' }).codes).toEqual([
      ...['RiskTool DARA', 'RiskGrade HIGH'],
    ])
  })

  it('is what injuries the police saw, of which nothing written is not none', () => {
    const seen = (injuriesSeen: unknown) =>
      told(policeEvents, 'incidents', { openingCode: 'NOISE', injuriesSeen }).bodySites
    expect([seen(['HEAD']), seen([]), seen(undefined)]).toEqual([['HEAD'], [], null])
  })

  it('is how an address is used, and whether somebody checked it', () => {
    const address = { addressStatus: 'M', usage: 'A07A', isVerified: false }
    expect(told(probationEvents, 'addresses', address).codes).toEqual([
      ...['NDELIUS_ADDRESS_STATUS M', 'NDELIUS_ADDRESS_USAGE A07A', 'ADDRESS_CHECK NOT_VERIFIED'],
    ])
  })

  it('is that an appointment was missed without an acceptable reason', () => {
    const codes = (fields: object) => told(probationEvents, 'contacts', fields).codes
    expect(codes({ isAttended: false })).toEqual(['ATTENDANCE MISSED'])
    expect(codes({ isAttended: false, isAbsenceAcceptable: true })).toEqual([])
    expect(codes({ isAttended: true })).toEqual([])
  })

  it('is that what somebody drinks asks for more questions', () => {
    const drinks = (auditCScore?: number) =>
      told(gpEvents, 'alcoholIntakes', { auditCScore }).isAlcoholInvolved
    expect([drinks(5), drinks(4), drinks()]).toEqual([true, false, null])
  })
})
