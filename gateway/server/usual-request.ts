import type { HttpRequest } from '../../common/http/request'

const usualTypes = ['application/json', 'application/json; charset=utf-8']
const usualAccepts = [undefined, '*/*', 'application/json']

/** JSON that no form of a foreign page can send, from someone who takes JSON. */
export function isUsual(headers: HttpRequest['headers']): boolean {
  const type = headers['content-type']
  return type !== undefined && usualTypes.includes(type) && usualAccepts.includes(headers['accept'])
}
