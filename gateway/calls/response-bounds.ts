/** Most levels of objects and lists in a response; records of agencies have fewer than ten. */
const maxDepth = 64

/** Most errors in a response: an agency that keeps a field of each record back has one for each. */
export const maxErrors = 10_000

/**
 * Responses of fewer bytes are parsed as they come: what nests in them costs at most some milliseconds,
 * and looking through all of them first would cost every honest agency a tenth of its parsing.
 */
const smallBytes = 64 * 1024

const [quote, backslash] = [34, 92]
const opening = new Set([91, 123])
const closing = new Set([93, 125])

/**
 * False for JSON that nests deeper than any honest response: parsing 8 MB of `[` takes seconds, in which
 * nobody else is served.
 * @param body UTF-8
 */
export function isShallow(body: Buffer): boolean {
  if (body.length < smallBytes) return true
  let depth = 0
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index] ?? 0
    if (byte === quote) index = endOfText(body, index)
    else if (opening.has(byte)) {
      depth += 1
      if (depth > maxDepth) return false
    } else if (closing.has(byte)) depth -= 1
  }
  return true
}

/** The index of the quote that ends the text which starts at this one; past the end when none does. */
function endOfText(body: Buffer, start: number): number {
  let end = body.indexOf(quote, start + 1)
  while (end > 0 && isEscaped(body, end)) end = body.indexOf(quote, end + 1)
  return end < 0 ? body.length : end
}

function isEscaped(body: Buffer, index: number): boolean {
  let backslashes = 0
  while (body[index - 1 - backslashes] === backslash) backslashes += 1
  return backslashes % 2 === 1
}
