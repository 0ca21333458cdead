import util from 'node:util'

/**
 * graphql-shield 7.6.5 calls `util.isUndefined`, which Node 23 removed. This file gives it back and
 * must be loaded before the first rule runs; on older versions of Node it changes nothing.
 */
export function supplyIsUndefined(target: object = util): void {
  if ('isUndefined' in target) return
  Object.defineProperty(target, 'isUndefined', {
    value: (value: unknown) => value === undefined,
    configurable: true,
    writable: true,
  })
}

supplyIsUndefined()
