/**
 * AUDIT-C from which the full questions are due.
 * @see Office for Health Improvement and Disparities, alcohol use screening tests
 */
const positiveAuditC = 5

/** Whether a score asks for the full questions; null without one. */
export function isScreenPositive(auditCScore: unknown): boolean | null {
  return typeof auditCScore === 'number' ? auditCScore >= positiveAuditC : null
}
