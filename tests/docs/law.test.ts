import { readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'
import { lawPage } from '../../scripts/policy/law-page'
import { currentPolicy, currentPowers } from '../helpers/current-policy'

const page = lawPage(currentPolicy, currentPowers)

/** The section of a power, from its heading to the next. */
function sectionOf(power: string): string {
  return page.split('\n### ').find((text) => text.startsWith(`${power}\n`)) ?? ''
}

describe('the page of the law', () => {
  it('is what the policy says: npm run docs writes it', () => {
    expect(readFileSync(projectPath('docs', 'law.md'), 'utf8')).toBe(page)
  })

  it.each([...currentPowers.values()].map(({ power }) => power))('has its section: %s', (power) => {
    const section = sectionOf(power)
    expect(section).toContain('- In force: ')
    expect(section).toContain('- Source: ')
    expect(section).toContain('- Used by ')
    expect(section).toContain('- Draft for a data protection officer.')
  })

  it('says since when, by whom and for what', () => {
    expect(sectionOf('UK GDPR Art 6(1)(ea)')).toMatch(/from 2026-02-05; no end known/)
    expect(sectionOf('UK GDPR Art 6(1)(ea)')).toMatch(/Used by charity for .*; housing for /)
    expect(sectionOf('Care Act 2014 s.42')).toContain('since when is not checked')
    expect(sectionOf('Care Act 2014 s.42')).toContain(
      'Used by adult-social-care for ADULT_SAFEGUARDING.',
    )
  })

  it('has what statutes keep back and the statutes of purposes', () => {
    for (const { law } of currentPolicy.prohibitions) expect(page).toContain(`${law}. Draft`)
    expect(page).toContain(
      '`DEATH_REVIEW`: Domestic Violence, Crime and Victims Act 2004 s.9, from',
    )
  })
})
