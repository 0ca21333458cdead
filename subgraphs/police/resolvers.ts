import { offences } from '../kit/offences'
import { codeResolvers, viewResolvers } from '../kit/view-resolvers'
import { crimeClasses, incidentCodes, isDomesticDowngrade, warningMarkers } from './codes'
import { policeLists } from './loaders'

interface IncidentRecord {
  readonly openingCode?: string | null
  readonly closingCode?: string | null
}

/** Resolvers of a police force. */
export const policeResolvers = {
  PoliceView: viewResolvers(policeLists),
  Conviction: codeResolvers({ offence: offences }),
  Caution: codeResolvers({ offence: offences }),
  Crime: codeResolvers({ offence: offences, recordedClass: crimeClasses }),
  Incident: {
    ...codeResolvers({ openingCode: incidentCodes, closingCode: incidentCodes }),
    isDomesticDowngrade: ({ openingCode, closingCode }: IncidentRecord) =>
      isDomesticDowngrade(openingCode, closingCode),
  },
  WarningMarker: codeResolvers({ marker: warningMarkers }),
}
