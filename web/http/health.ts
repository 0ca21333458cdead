import type { Router } from 'express'
import express from 'express'

/** That the process runs, and whether its store of sessions answers. */
export function healthRoutes(isStoreThere: () => Promise<boolean>): Router {
  const router = express.Router()
  router.get('/health/live', (_request, response) => {
    response.json({ service: 'web', status: 'live' })
  })
  router.get('/health/ready', async (_request, response) => {
    const isReady = await isStoreThere().catch(() => false)
    const missing = isReady ? [] : ['sessions']
    const status = isReady ? 'ready' : 'not ready'
    response.status(isReady ? 200 : 503).json({ service: 'web', status, missing })
  })
  return router
}
