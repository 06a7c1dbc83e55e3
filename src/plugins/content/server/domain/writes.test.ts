import { isClubType, isWrite, statesToAlign, touchesPublic } from './writes';

describe('touchesPublic', () => {
  it.each([
    ['update', false, undefined, true],
    ['create', false, undefined, true],
    ['create', true, undefined, false],
    ['update', true, 'draft', false],
    ['update', true, 'published', true],
    ['create', true, 'published', true],
    ['publish', true, undefined, true],
    ['unpublish', true, undefined, true],
    ['delete', true, undefined, true],
    ['clone', true, undefined, false],
    ['discardDraft', true, undefined, false],
  ] as const)('%s, drafts: %s, status: %s', (action, hasDrafts, status, expected) => {
    expect(touchesPublic(action, { hasDrafts, status })).toBe(expected);
  });
});

it.each([
  ['create', true],
  ['findMany', false],
  ['count', false],
])('%s is a write: %s', (action, expected) => {
  expect(isWrite(action)).toBe(expected);
});

it.each([
  ['api::event.event', true],
  ['plugin::upload.file', false],
])('%s is the club’s own: %s', (uid, expected) => {
  expect(isClubType(uid)).toBe(expected);
});

describe('rows of other languages are held against English', () => {
  it.each([
    ['update', true, undefined, 'en', ['draft']],
    ['update', true, 'published', 'en', ['draft', 'published']],
    ['update', true, undefined, undefined, ['draft']],
    ['update', true, undefined, 'it', []],
    ['update', true, 'published', 'it', ['published']],
    ['update', false, undefined, 'en', ['published']],
    ['update', false, undefined, 'it', []],
    ['publish', true, undefined, 'it', ['published']],
    ['publish', true, undefined, '*', ['published']],
    ['discardDraft', true, undefined, 'it', ['draft']],
    ['unpublish', true, undefined, '*', []],
    ['delete', true, undefined, 'it', []],
  ] as const)('%s, drafts: %s, status: %s, in %s', (action, hasDrafts, status, locale, expected) => {
    expect(statesToAlign(action, { hasDrafts, status, locale })).toEqual(expected);
  });
});
