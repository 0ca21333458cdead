import type { Environment } from '../../common/settings'

/** Demo staff and what each may show; the sign-in's own list is embedded/sign-in. */
const demoUsers: readonly (readonly [user: string, shows: string])[] = [
  ['mash.analyst', 'combined person views'],
  ['mash.manager', 'combined person views'],
  ['probation.officer', 'offender management, address histories'],
  ['police.officer', 'crime prevention'],
  ['housing.officer', 'housing only: much is withheld'],
  ['csh.coordinator', 'community safety'],
  ['idva', 'domestic-abuse risk'],
  ['adult.social.worker', 'adult safeguarding, from every service'],
  ['nhs.safeguarding.lead', 'hospital and ambulance; of others whom to ring'],
  ['gp.safeguarding.lead', 'the practice; of others whom to ring'],
  ['mental.health.practitioner', 'mental health; of others whom to ring'],
  ['substance.use.worker', 'substance use; of others whom to ring'],
  ['ambulance.safeguarding.lead', 'ambulance calls; of others whom to ring'],
  ['court.officer', 'convictions and orders'],
  ['dardr.reviewer', 'reviews of deaths, from every service'],
  ['dpo', 'audit: no person data'],
  ['agency.developer', 'the schema: no person data'],
]

/** Settings without which a command would look for another hub, or for other data. */
const placing = ['SIGHTLINE_HOST', 'SIGHTLINE_PORT', 'SIGHTLINE_DATA', 'SIGHTLINE_ISSUER'] as const

/** What `npm start` prints when everything answers: where, who, and a first question. */
export function readyText(
  { workspace, origin }: { readonly workspace: string; readonly origin: string },
  environment: Environment,
): string {
  const here = settingsAsText(environment)
  const width = Math.max(...demoUsers.map(([user]) => user.length))
  return [
    '',
    `Sightline is ready: ${workspace}`,
    '  Open it in a browser, choose a demo user, then "Open the made-up case".',
    '',
    `For programs: ${origin}/graphql`,
    '',
    'Demo users (every person and record is made up):',
    ...demoUsers.map(([user, shows]) => `  ${user.padEnd(width)}  ${shows}`),
    '',
    'Try, in another terminal:',
    `  ${here}npm run --silent ask -- --user mash.analyst --purpose ADULT_SAFEGUARDING --case MASH-0001 \\`,
    '    --reason "Call to address, injuries seen" --public-interest "Serious injury is likely" \\',
    '    --nhs "999 000 0018"',
    '',
    'What ends by itself is started again. Ctrl-C stops everything.',
  ].join('\n')
}

/** The settings as they stand before a command: empty when all of them are the default. */
function settingsAsText(environment: Environment): string {
  return placing
    .flatMap((name) => {
      const value = environment[name]
      return value === undefined ? [] : [`${name}=${quoted(value)} `]
    })
    .join('')
}

function quoted(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}
