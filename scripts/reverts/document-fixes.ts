import type { Fix } from './fix'

const documents = 'tests/web/documents/documents.test.ts'
const initials = 'tests/web/documents/initials.test.ts'
const mark = 'tests/web/documents/mark.test.ts'

/** What a document that is taken away could tell, or leave unsaid. */
export const documentFixes: readonly Fix[] = [
  {
    name: 'documents: names only for who says so',
    file: 'web/documents/document-form.ts',
    fixed: "isAnonymised: field(request, 'names') !== 'real',",
    reverted: "isAnonymised: field(request, 'names') === 'initials',",
    test: [documents, 'is what comes when the form does not say which'],
  },
  {
    name: 'documents: a gap that the hub tells is a gap',
    file: 'web/documents/gaps.ts',
    fixed: '...further.flatMap(partSentence),',
    reverted: '...further.slice(further.length).flatMap(partSentence),',
    test: [documents, 'is incomplete when the hub says UNAVAILABLE of an agency'],
  },
  {
    name: 'documents: letters of two cases cannot be joined',
    file: 'web/documents/initials.ts',
    fixed: '.update(JSON.stringify(parts))',
    reverted: ".update(parts.at(-1) ?? '')",
    test: [initials, 'are other ones of another case'],
  },
  {
    name: 'documents: the strictest mark counts, and an unknown one is the strictest',
    file: 'web/documents/chronology-document.ts',
    fixed: 'areKnown && strictest ? strictest : handlingConditions[0]',
    reverted: "strictest ?? (areKnown ? 'NO_ONWARD' : 'OPEN_TO_PURPOSE')",
    test: [mark, 'of agencies that ask for'],
  },
]
