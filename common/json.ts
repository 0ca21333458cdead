/** An object as JSON has it: names and values, nothing said about either. */
export type JsonObject = Record<string, unknown>

/** True for an object that is not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a text says; null when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Writes a value under any name; `__proto__` would otherwise change the object's prototype. */
export function setOwn(target: JsonObject, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  else target[name] = value
}

/** What an object itself has under a name; never what every object inherits. */
export function getOwn(source: JsonObject, name: string): unknown {
  return Object.hasOwn(source, name) ? source[name] : undefined
}
