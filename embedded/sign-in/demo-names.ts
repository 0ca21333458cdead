/** The client that terminals on this machine use. */
export const demoClientId = 'sightline-terminal'

/** A grant that names a demo user and asks no more. It exists in this program only. */
export const demoGrantType = 'urn:sightline:params:oauth:grant-type:demo-user'
