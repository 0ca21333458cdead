/** A process that tries to take a directory's lock whenever it is told to, and says how it went. */
import { lockDirectory, type DirectoryLock } from '../../../../embedded/store/lock'

let held: DirectoryLock | null = null

process.on(
  'message',
  (message: { readonly order: 'lock' | 'release'; readonly directory: string }) => {
    void obey(message).then((outcome) => process.send?.(outcome))
  },
)

async function obey(message: { readonly order: string; readonly directory: string }) {
  if (message.order === 'release') {
    await held?.release()
    held = null
    return 'released'
  }
  try {
    held = await lockDirectory(message.directory)
    return 'holds'
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

process.send?.('ready')
