import { readBaseSettings, urlHost } from '../../common/settings'
import { readSignInSettings } from '../../embedded/sign-in/config'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { HubClient } from '../ask/hub-client'
import { readIndexArguments } from './arguments'
import { askIndex } from './ask-index'

const names = [
  ...['reviews', 'review', 'decide', 'explain', 'split', 'believed-at'],
  ...['notices', 'acknowledge'],
] as const

/** What is asked of the hub that runs on this machine, by the name of the command; each gives its text. */
export const linkCommands: Readonly<Record<string, (args: readonly string[]) => Promise<string>>> =
  Object.fromEntries(names.map((name) => [name, (args: readonly string[]) => run([name, ...args])]))

async function run(args: readonly string[]): Promise<string> {
  const asked = readIndexArguments(args)
  const { host, port } = readBaseSettings(process.env)
  const token = await requestDemoToken(readSignInSettings().issuer, asked.user)
  const client = new HubClient(`http://${urlHost(host)}:${port}/graphql`, token)
  return askIndex(client, asked)
}
