import { listServices, ownServices } from '../../common/services'
import { planProcesses, planStore } from '../../embedded/start/processes'

/** The programs of the hub that `sightline-agency dev` runs, as files of the project. */
export function hubPrograms(): readonly string[] {
  const started = [...planProcesses(0, listServices([])), planStore('')]
  const ownFolders = ownServices.filter(({ portOffset }) => portOffset !== null)
  return [
    'embedded/start/main.ts',
    'embedded/start/child.ts',
    'scripts/load-made-up-case.ts',
    'subgraphs/main.ts',
    ...new Set(started.map(({ program }) => `${program}.ts`)),
    ...ownFolders.map(({ code }) => `subgraphs/${code}/service.ts`),
  ]
}

/** What the hub's programs look for by its path or name and do not import. */
export const loadedByName = [
  '@ministryofjustice/frontend',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-base',
  'govuk-frontend',
]
