import type { Environment } from '../../common/settings'
import { SettingError } from '../../common/settings'

/** What executes a plan: ours, or that of @apollo/gateway for comparison in tests and bench. */
export type ExecutorName = 'own' | 'stock'

/**
 * The executor that SIGHTLINE_EXECUTOR names; ours when it is not set.
 * @throws SettingError for another name, and for the stock one in production
 */
export function readExecutor(env: Environment = process.env): ExecutorName {
  const name = env['SIGHTLINE_EXECUTOR'] ?? 'own'
  if (name !== 'own' && name !== 'stock')
    throw new SettingError('SIGHTLINE_EXECUTOR', `expected own or stock, got "${name}"`)
  if (name === 'stock' && env['SIGHTLINE_ENV'] === 'production')
    throw new SettingError('SIGHTLINE_EXECUTOR', 'stock is for comparison, never for production')
  return name
}
