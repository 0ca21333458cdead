import { codeResolvers } from '../kit/agency/view-resolvers'
import { hasHeadInjury } from '../kit/records/injuries'
import { isScreenPositive } from './audit-c'
import { problems } from './codes'

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
      isScreenPositive(auditCScore),
  },
  GpReferral: {
    isForSubstanceUse: ({ destination }: ReferralRecord): boolean | null =>
      typeof destination === 'string' ? destination === 'SUBSTANCE_USE_SERVICE' : null,
  },
}
