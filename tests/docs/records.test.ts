import { readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'
import { recordPages } from '../../scripts/record-docs/pages'

const pages = [...recordPages()]

describe('the page of records of a kind', () => {
  it.each(pages)('is what the models of %s say: npm run docs writes it', (kind, page) => {
    expect(readFileSync(projectPath('docs', 'records', `${kind}.md`), 'utf8')).toBe(page)
  })

  const police = recordPages().get('police') ?? ''

  it.each([
    ['a word', '| `outcome` | word |  | `CHARGED`, `CAUTIONED`,'],
    ['a code', '| `offence` | code | yes | a code of'],
    [
      'a code with its meaning and its days',
      '| `8G` | Actual bodily harm and other injury |  | 2012-04-01 |',
    ],
    ['bounds', '| `lengthMonths` | whole number |  | 1 to 1200 |'],
    ['a part of a list', '| `people[].role` | word | yes | `SUSPECT`, '],
    ['a list of words', '| `injuriesSeen` | list of: word |  | `HEAD`, `FACE`,'],
    ['a default', '`CURRENT` when left out |'],
    ['an identifier', '| `identifiers.nhsNumber` | a valid NHS_NUMBER |'],
    ['how many a list holds', 'must name 1 to 50 people'],
    ['a text that must be there', '| `recordedByRole` | text | yes | 1 to 4000 characters |'],
    ['a time', '| `occurredAt` | ISO 8601 date, or date and time with its offset | yes |'],
  ])('says of a field what it may hold: %s', (_name, line) => {
    expect(police).toContain(line)
  })

  it('says what is another thing at another agency of the kind', () => {
    expect(recordPages().get('hospital')).toContain(
      'st-annes-hospital: `01`; `01` when left out / harrowmere-minor-injuries: `03`',
    )
  })

  it('describes what every record has once', () => {
    expect(police.match(/^\| `occurredAt` /gm)).toHaveLength(1)
  })
})
