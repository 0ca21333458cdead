/**
 * Switches the telemetry of @apollo/gateway off: left on, it reports about the host and asks the cloud's
 * metadata addresses at start (hazard 16). Importing this file before @apollo/gateway is what does it; a
 * hub that depended on somebody's environment for this would one day forget it.
 */
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'
// A key left in the environment would make the server report operations to somebody else.
for (const name of ['APOLLO_KEY', 'APOLLO_GRAPH_REF', 'APOLLO_GRAPH_ID'])
  Reflect.deleteProperty(process.env, name)
