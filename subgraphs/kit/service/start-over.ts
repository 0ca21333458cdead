import type { HttpServer } from '../../../common/http/server'

/** Something that a service needs for as long as it runs. */
interface Stoppable {
  stop(): Promise<void>
}

/** Starts a service over what it needs, which is stopped after it, or when it cannot start. */
export async function startOver<Needed extends Stoppable>(
  needed: Needed,
  start: (needed: Needed) => Promise<HttpServer>,
): Promise<HttpServer> {
  try {
    const service = await start(needed)
    return {
      ...service,
      async stop() {
        await service.stop()
        await needed.stop()
      },
    }
  } catch (error) {
    await needed.stop()
    throw error
  }
}
