import { searchEntries } from './search-entry';

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

  it('tells nothing of what is behind a gate', () => {
    const entries = searchEntries([english], ['title', 'body'], ['body']);
    expect(entries.every(({ text }) => !text.includes('secret'))).toBe(true);
  });

  it('reads lists', () => {
    expect(searchEntries([{ locale: 'en', genres: ['Soul', 'Jazz'] }], ['genres'], [])[0]?.text).toBe(
      'soul jazz',
    );
  });

  it('has none without a public English row', () => {
    expect(searchEntries([{ locale: 'it', title: 'Notte' }], ['title'], [])).toEqual([]);
  });
});
