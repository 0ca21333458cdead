import { spentResolvers } from '../kit/agency/spent-lists'
import { codeResolvers } from '../kit/agency/view-resolvers'
import { offences } from '../kit/records/offences'
import { riskAssessmentResolvers } from '../kit/records/risk-assessment'
import { crimeClasses, incidentCodes, isDomesticDowngrade, warningMarkers } from './codes'

interface IncidentRecord {
  readonly openingCode?: string | null
  readonly closingCode?: string | null
}

/** What a police force computes. */
export const policeResolvers = {
  Conviction: { ...codeResolvers({ offence: offences }), ...spentResolvers },
  Caution: { ...codeResolvers({ offence: offences }), ...spentResolvers },
  Crime: codeResolvers({ offence: offences, recordedClass: crimeClasses }),
  Incident: {
    ...codeResolvers({ openingCode: incidentCodes, closingCode: incidentCodes }),
    isDomesticDowngrade: ({ openingCode, closingCode }: IncidentRecord) =>
      isDomesticDowngrade(openingCode, closingCode),
  },
  PoliceRiskAssessment: riskAssessmentResolvers,
  WarningMarker: codeResolvers({ marker: warningMarkers }),
}
