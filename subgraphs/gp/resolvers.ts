import { codeResolvers } from '../kit/agency/view-resolvers'
import { hasHeadInjury } from '../kit/records/injuries'
import { problems } from './codes'

/**
 * AUDIT-C from which the full questions are due.
 * @see Office for Health Improvement and Disparities, alcohol use screening tests
 */
const positiveAuditC = 5

interface IntakeRecord {
  readonly auditCScore?: number | null
}

interface ReferralRecord {
  readonly destination?: string | null
}

/** What a practice computes. */
export const gpResolvers = {
  GpEncounter: { ...codeResolvers({ problem: problems }), hasHeadInjury },
  AlcoholIntake: {
    isScreenPositive: ({ auditCScore }: IntakeRecord): boolean | null =>
      typeof auditCScore === 'number' ? auditCScore >= positiveAuditC : null,
  },
  GpReferral: {
    isForSubstanceUse: ({ destination }: ReferralRecord): boolean | null =>
      typeof destination === 'string' ? destination === 'SUBSTANCE_USE_SERVICE' : null,
  },
}
