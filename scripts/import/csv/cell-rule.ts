import { isDay } from '../../../common/days'
import { isObject } from '../../../common/json'
import { RejectedRecord } from '../files/rejected-record'

const types = ['text', 'number', 'flag', 'day', 'instant'] as const
const dayForms = ['YYYY-MM-DD', 'DD/MM/YYYY'] as const
const members = ['column', 'value', 'type', 'form', 'words', 'list']

/** How the cell of a column becomes a value. */
export interface CellRule {
  /** Null: every record has `value`. */
  readonly column: string | null
  readonly value: unknown
  readonly type: (typeof types)[number]
  readonly form: (typeof dayForms)[number]
  /** The agency's words and those of the hub; null: they are the hub's. */
  readonly words: ReadonlyMap<string, unknown> | null
  /** What parts the values of a list in one cell; null: it is one value. */
  readonly list: string | null
}

/** A cell that a spreadsheet would run. A telephone number may begin with a plus, a number with a minus. */
const formula = /^\s*(?:[=@]|[+-](?![\d\s.()]*$))/

type Given = Readonly<Record<string, unknown>>

/** What would be wrong with a rule, in a sentence; the first that holds is told. */
const problems: readonly (readonly [isWrong: (rule: Given) => boolean, problem: string])[] = [
  [
    (rule) => Object.keys(rule).some((name) => !members.includes(name)),
    `it may say no more than ${members.join(', ')}`,
  ],
  [({ type = 'text' }) => !isOneOf(types, type), `type must be one of ${types.join(', ')}`],
  [
    ({ form = dayForms[0] }) => !isOneOf(dayForms, form),
    `form must be one of ${dayForms.join(', ')}`,
  ],
  [
    ({ column, value }) => (column === undefined) === (value === undefined),
    'give one of column and value',
  ],
  [({ column = '' }) => typeof column !== 'string', 'column must be the name of a column'],
  [({ words = {} }) => !isObject(words), 'words must say what each word of the file stands for'],
  [
    ({ list = ';' }) => typeof list !== 'string' || list === '',
    'list must be what parts the values',
  ],
]

function isOneOf(known: readonly string[], value: unknown): boolean {
  return known.some((one) => one === value)
}

/** A rule of a column map, or what is wrong with it. */
export function readCellRule(given: unknown): CellRule | string {
  const rule = typeof given === 'string' ? { column: given } : given
  if (!isObject(rule)) return 'expected the name of a column, or an object'
  const wrong = problems.find(([isWrong]) => isWrong(rule))
  if (wrong) return wrong[1]
  const {
    column = null,
    value,
    type = 'text',
    form = dayForms[0],
    list = null,
  } = rule as Partial<CellRule>
  const words = isObject(rule['words']) ? new Map(Object.entries(rule['words'])) : null
  return { column, value, type, form, list, words }
}

/**
 * What a cell says; undefined when it is empty: not recorded.
 * @throws RejectedRecord CELL_TYPE, CELL_FORMULA
 */
export function readCell(rule: CellRule, cell: string): unknown {
  if (rule.column === null) return rule.value
  if (cell === '') return undefined
  const readOne = (text: string): unknown => readText({ ...rule, column: rule.column ?? '' }, text)
  return rule.list === null
    ? readOne(cell)
    : cell.split(rule.list).map((part) => readOne(part.trim()))
}

function readText(rule: CellRule & { readonly column: string }, text: string): unknown {
  if (formula.test(text))
    throw new RejectedRecord(
      `${rule.column}: a cell begins like a formula; export values, and no formulas`,
      'CELL_FORMULA',
    )
  if (rule.words) {
    if (rule.words.has(text)) return rule.words.get(text)
    throw wrong(rule, `one of ${[...rule.words.keys()].join(', ')}`)
  }
  const value = converters[rule.type](text, rule.form)
  if (value === null) throw wrong(rule, expectations[rule.type](rule.form))
  return value
}

type Form = CellRule['form']

/** Null: the text is none. */
const converters: Readonly<Record<CellRule['type'], (text: string, form: Form) => unknown>> = {
  text: (text) => text,
  number: (text) => (/^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : null),
  flag: (text) => flags.get(text.toLowerCase()) ?? null,
  day: toDay,
  // Which times name a point in time is the record's rule: one without an offset does not.
  instant: (text, form) => toDay(text, form) ?? (/^\d{4}-\d\d-\d\dT/.test(text) ? text : null),
}

const flags = new Map([
  ...['true', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0'].map((word) => [word, false] as const),
])

const expectations: Readonly<Record<CellRule['type'], (form: Form) => string>> = {
  text: () => 'text',
  number: () => 'a number, with a full stop before decimals',
  flag: () => 'yes or no',
  day: (form) => `a day as ${form}`,
  instant: (form) => `a day as ${form}, or an ISO 8601 time with its offset`,
}

function toDay(text: string, form: Form): string | null {
  const british = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text)
  const iso = form === 'YYYY-MM-DD' ? text : british && `${british[3]}-${british[2]}-${british[1]}`
  return iso !== null && isDay(iso) ? iso : null
}

function wrong({ column }: { readonly column: string }, expected: string): RejectedRecord {
  return new RejectedRecord(`${column}: expected ${expected}`, 'CELL_TYPE')
}
