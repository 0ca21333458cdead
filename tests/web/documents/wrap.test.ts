import { clampLines, wrapText } from '../../../web/documents/pdf/wrap'

const measure = (text: string) => Array.from(text).length

describe('wrapText', () => {
  it('breaks between words', () => {
    expect(wrapText('one two three', 7, measure)).toEqual(['one two', 'three'])
  })

  it('breaks a word that is wider than the column, between whole characters', () => {
    expect(wrapText('a 😀😀😀😀😀', 2, measure)).toEqual(['a', '😀😀', '😀😀', '😀'])
  })

  it('loses no character', () => {
    const text = 'Call to the police: opened as Violence'
    for (let width = 1; width < 40; width += 1)
      expect(wrapText(text, width, measure).join('').replaceAll(' ', '')).toBe(
        text.replaceAll(' ', ''),
      )
  })

  it('is one empty line for nothing', () => {
    expect(wrapText('', 10, measure)).toEqual([''])
  })
})

describe('clampLines', () => {
  it('says that it cut', () => {
    expect(clampLines(['a', 'b', 'c'], 2)).toEqual(['a', expect.stringContaining('shortened')])
    expect(clampLines(['a', 'b'], 2)).toEqual(['a', 'b'])
  })
})
