import ts from 'typescript'

/** Of a title: text as it is written, or null where something is put in when the tests run. */
type Part = string | null

/** A test's name as its file writes it: the titles of those around it, the outermost first, and its own. */
type TestName = readonly (readonly Part[])[]

/**
 * Whether a test file holds a test whose name, from the start of one of its titles, starts with these
 * words. What is put in when the tests run (`%s`, `$name`, `${name}`) may be any text that the file holds;
 * a title that starts with such a thing says too little to start from.
 * @param text the file's
 */
export function holdsTest(text: string, words: string): boolean {
  return namesIn(text).some((name) =>
    name.some(([first], at) => Boolean(first) && startsWith(joined(name.slice(at)), words, text)),
  )
}

function namesIn(text: string): readonly TestName[] {
  const names: TestName[] = []
  const visit = (node: ts.Node, around: TestName): void => {
    const made = ts.isCallExpression(node) ? calledIn(node) : null
    const name = made === null ? around : [...around, made.title]
    if (made?.isTest === true) names.push(name)
    ts.forEachChild(node, (child) => {
      visit(child, name)
    })
  }
  visit(ts.createSourceFile('test.ts', text, ts.ScriptTarget.Latest), [])
  return names
}

/** The title that a call gives to a test, or to several: null where it does neither. */
function calledIn(call: ts.CallExpression): { isTest: boolean; title: readonly Part[] } | null {
  const [title] = call.arguments
  const isOfTable = ts.isCallExpression(call.expression)
  const called = isOfTable ? call.expression.expression : call.expression
  const word = ts.isPropertyAccessExpression(called) ? called.expression : called
  const isTable = ts.isPropertyAccessExpression(called) && called.name.text === 'each'
  if (title === undefined || !ts.isIdentifier(word) || isTable !== isOfTable) return null
  if (!['describe', 'it', 'test'].includes(word.text)) return null
  return { isTest: word.text !== 'describe', title: partsOf(title, isOfTable) }
}

function partsOf(title: ts.Expression, isOfTable: boolean): readonly Part[] {
  const written = (text: string) => (isOfTable ? inParts(text) : [text])
  if (ts.isStringLiteralLike(title)) return written(title.text)
  if (!ts.isTemplateExpression(title)) return [null]
  const after = title.templateSpans.flatMap(({ literal }) => [null, ...written(literal.text)])
  return [...written(title.head.text), ...after]
}

function inParts(text: string): readonly Part[] {
  return text.split(/%[a-z#]|\$[\w.#]+/i).flatMap((part, at) => (at === 0 ? [part] : [null, part]))
}

function joined(titles: TestName): readonly Part[] {
  return titles.flatMap((title, at) => (at === 0 ? title : [' ', ...title]))
}

function startsWith([first, ...others]: readonly Part[], words: string, text: string): boolean {
  if (words === '') return true
  if (first === undefined) return false
  if (first !== null)
    return (
      first.startsWith(words) ||
      (words.startsWith(first) && startsWith(others, words.slice(first.length), text))
    )
  return Array.from({ length: words.length + 1 }).some((_none, end) => {
    const rest = words.slice(end)
    return text.includes(words.slice(0, end)) && startsWith(others, rest, text)
  })
}
