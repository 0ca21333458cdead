import type { Fix } from './fix'

const notices = 'tests/gateway/notices/link-notices.test.ts'
const follower = 'tests/gateway/notices/notice-follower.test.ts'
const tracked = 'tests/web/tracked-notices.test.ts'
const rotation = 'tests/subgraphs/person-index/rotate.test.ts'

/** What somebody could learn by a notice of an undone link, or by a key of the index that was changed. */
export const noticeFixes: readonly Fix[] = [
  {
    name: 'notices: the index tells nobody but the hub what was undone',
    file: 'subgraphs/person-index/undone/hub-routes.ts',
    fixed: 'sender === hubCode ? hubKeys : null',
    reverted: "sender === '' ? null : hubKeys",
    test: [
      'tests/subgraphs/person-index/hub-routes.test.ts',
      'tells the hub alone what was undone, and from whom',
    ],
  },
  {
    name: 'notices: an organisation reads its own alone',
    file: 'disclosure-log/notice-store.ts',
    fixed: '{ agency, isSent: true, unreadableBy: { $nin: [...staff] } }',
    reverted: '{ isSent: true, unreadableBy: { $nin: [...staff] } }',
    test: [notices, 'an organisation’s notices say what was told to its own staff'],
  },
  {
    name: 'notices: who may not know of a record reads no notice of it',
    file: 'disclosure-log/notice-store.ts',
    fixed: 'isSent: true, unreadableBy: { $nin: [...staff] } }',
    reverted: "isSent: true, unreadableBy: { $nin: [staff.join('?') + '?'] } }",
    test: [follower, 'who lost access meanwhile does not read what their organisation is told'],
  },
  {
    name: 'notices: from whom a record is kept may be anybody who was not told',
    file: 'disclosure-log/notice-store.ts',
    fixed: 'return { ...sent, readers: { $in: [null, ...staff.slice(-1)] } }',
    reverted: 'return sent',
    test: [follower, 'who lost access meanwhile may be anybody who was not told'],
  },
  {
    name: 'notices: who would not be told today is told of no mistake',
    file: 'gateway/notices/lost-access.ts',
    fixed: ".effect === 'permit'",
    reverted: ".effect !== 'deny'",
    test: [follower, 'who lost access meanwhile by the agreements of today'],
  },
  {
    name: 'notices: one of very many answers is kept and holds back no later one',
    file: 'disclosure-log/notice.ts',
    fixed: 'if (answers.length <= mostListed) return answers',
    reverted: 'if (answers.length >= 0) return answers',
    test: [
      'tests/gateway/notices/make-notices.test.ts',
      'a notice of very many answers is kept, counts them all',
    ],
  },
  {
    name: 'notices: an answer that took long is looked for too',
    file: 'gateway/notices/notice-follower.ts',
    fixed: 'Date.parse(link.undoneAt) < longestAnswerMs',
    reverted: 'Date.parse(link.undoneAt) < longestAnswerMs / 3',
    test: [follower, 'notices of a link that was undone wait until answers under way'],
  },
  {
    name: 'notices: those of every organisation are shown for an audit alone',
    file: 'web/audit/require-audit.ts',
    fixed: "if (purposeOf(request).purpose === 'AUDIT') next()",
    reverted: "if (purposeOf(request).purpose !== '') next()",
    test: [tracked, 'the list of them is closed to who has not stated the purpose of an audit'],
  },
  {
    name: 'notices: a list that was not told is never an empty one',
    file: 'web/notices/tracked.ts',
    fixed: "if (!Array.isArray(page['nodes'])) return null",
    reverted: "if (page['nodes'] === '') return null",
    test: [tracked, 'the list of them is not empty because of'],
  },
  {
    name: 'keys: an index does not start with other keys than its data has',
    file: 'subgraphs/person-index/keys/key-state.ts',
    fixed: 'if (inForce !== count)',
    reverted: 'if (inForce < 0)',
    test: [rotation, 'an index whose data is sealed with other keys does not start, nor'],
  },
  {
    name: 'keys: a rotation forgets no hidden-from list',
    file: 'subgraphs/person-index/keys/reseal.ts',
    fixed: 'hiding: hiding.map(limitOf),',
    reverted: 'hiding: hiding.filter((limit) => limitOf(limit)),',
    test: [rotation, 'a new key of the index seals everything'],
  },
  {
    name: 'keys: a rotation that is begun again goes on with the same key',
    file: 'subgraphs/person-index/keys/rotate.ts',
    fixed: 'if (rotatingTo === null) files.forgetNext()',
    reverted: 'files.forgetNext()',
    test: [rotation, 'a new key of the index comes to the same'],
  },
  {
    name: 'index: a rotated key renames whatever names a record',
    file: 'subgraphs/person-index/keys/rotate.ts',
    fixed: 'await rewriteReferences(models, resealReferences(resealing))',
    reverted: 'if (inForce < 0) await rewriteReferences(models, resealReferences(resealing))',
    test: [
      'tests/subgraphs/person-index/rotate.test.ts',
      'a new key of the index seals everything as a registration would',
    ],
  },
  {
    name: 'notices: an undone link of records that are gone is told of',
    file: 'subgraphs/person-index/undone/undone-links.ts',
    fixed: "act.type === 'WITHDRAWN' ? act.records : []",
    reverted: "act.type === 'WITHDRAWN' ? act.records.slice(act.records.length) : []",
    test: [
      'tests/subgraphs/person-index/undone-links.test.ts',
      'a link that is undone is told the same when the records are gone since',
    ],
  },
]
