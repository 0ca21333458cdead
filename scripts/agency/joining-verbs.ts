/** The verbs by which an agency outside joins, publishes and leaves. */
import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { readBaseSettings, readPublishedFolder } from '../../common/settings'
import { safeJson } from '../terminal-text'
import { readInviteCommand } from './invite/arguments'
import { runInvite } from './invite/command'
import { inviteText } from './invite/report'
import { openPublished } from './outside-verbs'
import { readPublishCommand } from './publish/arguments'
import { runPublish } from './publish/command'
import { publishText } from './publish/report'

export async function printInvited(verb: string, args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readInviteCommand([verb, ...args])
  const settings = readBaseSettings(process.env)
  const result = await runInvite(command, {
    ...settings,
    registerFile: projectPath('agencies.json'),
    schemaFolder: projectPath('schema', 'published'),
    publishedFolder: readPublishedFolder(process.env, settings),
    read: openPublished(readRegister()).read(),
    now: new Date(),
  })
  process.stdout.write(command.isJson ? `${safeJson(result, 0)}\n` : inviteText(result))
  process.exitCode = result.isDone ? 0 : 1
}

export async function printPublished(verb: string, args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readPublishCommand([verb, ...args])
  const register = readRegister()
  const { policyFolder } = readBaseSettings(process.env)
  const place = { published: openPublished(register), register, policyFolder, now: new Date() }
  const result = await runPublish(command, place)
  process.stdout.write(command.isJson ? `${safeJson(result, 0)}\n` : publishText(result))
  process.exitCode = result.isDone ? 0 : 1
}
