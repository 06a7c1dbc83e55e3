import { fileGateOf, usesIn, type FileGate, type FileUse, type UsingRow } from './file-gate';

const publicPage: FileUse = { isGated: false, isShown: true };
const publicDraft: FileUse = { isGated: false, isShown: false };
const gatedPage: FileUse = { isGated: true, isShown: true };
const gatedDraft: FileUse = { isGated: true, isShown: false };

describe('a file', () => {
  it.each<[string, FileGate, FileUse[], FileGate]>([
    ['that nobody uses is public', null, [], null],
    ['that a page shows is public', null, [publicPage], null],
    ['that a draft shows is public as it was', null, [publicDraft], null],
    ['behind a gate becomes private', null, [gatedPage], 'private'],
    ['of a draft that will be behind a gate becomes private already', null, [gatedDraft], 'private'],
    ['behind a gate, and on a draft, is private', null, [gatedPage, publicDraft], 'private'],
    ['behind a gate, and on a page, is shared', null, [gatedPage, publicPage], 'shared'],
    ['of a gated draft, and on a page, is shared', null, [gatedDraft, publicPage], 'shared'],
    ['behind two gates is private', 'private', [gatedPage, gatedPage], 'private'],
    ['that was private, and a page shows, becomes public', 'private', [publicPage], null],
    ['that was private, and a draft shows, stays private', 'private', [publicDraft], 'private'],
    ['that was private, and nobody uses, stays private', 'private', [], 'private'],
    ['that was shared, and leaves the page, becomes private', 'shared', [gatedPage], 'private'],
    ['that was shared, and leaves the gate, is public', 'shared', [publicPage], null],
    ['that was shared, and nobody uses, is public as it was', 'shared', [], null],
  ])('%s', (_name, now, uses, gate) => {
    expect(fileGateOf(now, uses)).toBe(gate);
    expect(fileGateOf(gate, uses)).toBe(gate);
  });
});

describe('a row shows a file', () => {
  const row: UsingRow = { isShown: true, isGated: true, media: [], texts: {} };
  const mention = '![A map](/uploads/small_map_1a2b.webp)';
  it.each<[string, Partial<UsingRow>, FileUse[]]>([
    ['nowhere', { texts: { body: 'The map', excerpt: null } }, []],
    ['in a gated medium', { media: ['media'] }, [gatedPage]],
    ['in a gated medium of a draft', { media: ['media'], isShown: false }, [gatedDraft]],
    ['in a public medium', { media: ['cover'] }, [publicPage]],
    ['in a gated medium that needs no tier', { media: ['media'], isGated: false }, [publicPage]],
    ['in both', { media: ['cover', 'media'] }, [publicPage, gatedPage]],
    ['in a gated text', { texts: { body: mention } }, [gatedPage]],
    ['in a text that needs no tier', { texts: { body: mention }, isGated: false }, [publicPage]],
    ['in a public text', { texts: { notes: mention } }, [publicPage]],
    ['before the mark', { texts: { body: `${mention}\n<!--members-only-->\nB` } }, [publicPage]],
    ['after the mark', { texts: { body: `A\n<!--members-only-->\n${mention}` } }, [gatedPage]],
    [
      'on both sides of the mark',
      { texts: { body: `${mention}\n<!--members-only-->\n${mention}` } },
      [publicPage, gatedPage],
    ],
    [
      'after a mark that means nothing without a tier',
      { texts: { body: `A\n<!--members-only-->\n${mention}` }, isGated: false },
      [publicPage],
    ],
  ])('%s', (_name, more, uses) => {
    expect(usesIn({ ...row, ...more }, ['body', 'media'], 'map_1a2b')).toEqual(uses);
  });
});
