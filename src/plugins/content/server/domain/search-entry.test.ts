import { genreKey, searchEntries } from './search-entry';

const english = { locale: 'en', title: 'Night of Stars', description: 'Songs', body: 'Secret' };

describe('searchEntries', () => {
  it('has one a language, each as its reader sees it', () => {
    const rows = [english, { locale: 'it', title: 'Notte di stelle', description: '' }];
    const entries = searchEntries(rows, ['title', 'description'], []);
    expect(entries.map(({ lang, sortKey, text }) => [lang, sortKey, text])).toEqual([
      ['en', 'night of stars', 'night of stars songs'],
      ['it', 'notte di stelle', 'notte di stelle songs'],
      ['fr', 'night of stars', 'night of stars songs'],
      ['es', 'night of stars', 'night of stars songs'],
    ]);
  });

  it('has no gated text', () => {
    const entries = searchEntries([english], ['title', 'body'], ['body']);
    expect(entries.every(({ text }) => !text.includes('secret'))).toBe(true);
  });

  it('has the part of a gated text that everybody may read', () => {
    const split = { ...english, body: 'Some **open** words\n\n<!--members-only-->\n\nSecret' };
    const [entry] = searchEntries([split], ['title', 'body'], ['body'], ['body']);
    expect(entry?.text).toBe('night of stars some open words');
    expect(searchEntries([split], ['title', 'body'], [], ['body'])[0]?.text).toContain('secret');
  });

  it('reads lists', () => {
    expect(searchEntries([{ locale: 'en', genres: ['Soul', 'Jazz'] }], ['genres'], [])[0]?.text).toBe(
      'soul jazz',
    );
  });

  it('has the genres, each whole and folded', () => {
    const [entry] = searchEntries([{ locale: 'en', genres: ['Électro', 'Folk 🎻', '´´'] }], ['genres'], []);
    expect(entry?.genres).toBe(`${genreKey('ELECTRO')}${genreKey('folk 🎻')}`);
    expect(entry?.genres).not.toContain(genreKey('folk 🎷'));
    expect(entry?.genres).not.toContain(genreKey('folk'));
    expect(genreKey('´´')).toBe('');
  });

  it('has the text of Markdown, not its marks', () => {
    const rows = [{ locale: 'en', title: 'A *b* c', body: 'The **long** [night](https://x.org)' }];
    expect(searchEntries(rows, ['title', 'body'], [], ['body'])[0]?.text).toBe('a *b* c the long night');
  });

  it('ends between whole characters', () => {
    const [entry] = searchEntries([{ locale: 'en', title: `a${'🎸'.repeat(15_000)}` }], ['title'], []);
    expect([entry?.sortKey.length, entry?.text.length]).toEqual([191, 19_999]);
    expect(`${entry?.sortKey}${entry?.text}`).not.toMatch(/\p{Surrogate}/u);
  });

  it('has none without a public English row', () => {
    expect(searchEntries([{ locale: 'it', title: 'Notte' }], ['title'], [])).toEqual([]);
  });
});
