import { IntlMessageFormat } from 'intl-messageformat';
import type { SelectionAnswer } from '../../contract/selection';
import en from '../translations/en.json';
import italian from '../translations/it.json';
import { entryQuestion, selectionQuestion, type Selection } from './questions';
import type { Speech } from './sentences';

const texts = { en, it: italian };
const speechIn = (locale: keyof typeof texts): Speech => ({
  text: (key, values) => String(new IntlMessageFormat(texts[locale][key], locale).format(values)),
  list: (items) => items.join(' + '),
  language: (code) => code.toUpperCase(),
  date: (at) => at.slice(0, 10),
});
const english = speechIn('en');

const answer: SelectionAnswer['data'] = {
  consequences: [
    {
      consequence: { kind: 'visibility', before: [], after: ['en'], from: null },
      entries: { names: ['A', 'B', 'C'], count: 5 },
    },
    {
      consequence: {
        kind: 'sync',
        target: 'google-public',
        title: 'Public calendar',
        change: 'create',
        at: null,
        events: null,
        connection: 'working',
      },
      entries: { names: ['A'], count: 1 },
    },
  ],
  missing: [
    {
      lacks: [
        { kind: 'gap', gap: 'cover' },
        { kind: 'translation', language: 'it' },
        { kind: 'gap', gap: 'artist' },
      ],
      entries: { names: ['A', 'B'], count: 2 },
    },
    { lacks: [{ kind: 'publishedLinks' }], entries: { names: ['C'], count: 1 } },
  ],
  refused: [{ names: ['D', 'E', 'F', 'G'], reason: 'Title: must be given' }],
  allowed: 5,
};
const publishing: Selection = { action: 'publish', locales: ['en'], isNamed: true };

describe('a selection', () => {
  it('says by name what is refused, what follows and what is missing', () => {
    expect(selectionQuestion(publishing, answer, english)).toEqual({
      action: 'publish',
      title: 'Publish 5 entries?',
      mayGoOn: true,
      sections: [
        {
          title: 'What will not be published',
          items: ['D + E + F + G – Title: must be given'],
          tone: 'danger700',
        },
        {
          title: 'What will happen',
          items: [
            'A, B, C and 2 more – They become visible on the website in EN only.',
            'A – Public calendar: an event appears now.',
          ],
          tone: 'neutral800',
        },
        {
          title: 'What is missing',
          items: [
            'A + B – Missing: cover picture + an artist in the line-up',
            'A + B – Not translated: IT',
            'C – It links to entries that are not published: readers will not see those.',
          ],
          tone: 'warning700',
        },
      ],
    });
  });

  it('speaks Italian', () => {
    expect(selectionQuestion(publishing, answer, speechIn('it'))).toMatchObject({
      title: 'Pubblicare 5 voci?',
      sections: [
        { title: 'Che cosa non verrà pubblicato' },
        { items: [expect.stringMatching(/^A, B, C e altri 2 – Diventano visibili/), expect.anything()] },
        {},
      ],
    });
  });

  it('cannot go on where all is refused', () => {
    expect(selectionQuestion(publishing, { ...answer, allowed: 0 }, english)).toEqual({
      action: 'publish',
      title: 'This cannot be done yet',
      mayGoOn: false,
      sections: [{ title: null, items: ['D + E + F + G – Title: must be given'], tone: 'neutral800' }],
    });
  });

  const none = { consequences: [], missing: [], refused: [], allowed: 2 };
  it.each([
    [
      'en',
      ['Nothing changes for readers.', 'They are deleted in every language.', 'They cannot be brought back.'],
    ],
    ['it', ['Nothing changes for readers.', 'They cannot be brought back.']],
  ] as const)('of the list in %s is deleted for good', (locale, items) => {
    expect(
      selectionQuestion({ action: 'delete', locales: [locale], isNamed: true }, none, english),
    ).toMatchObject({ title: 'Delete 2 entries?', sections: [{ items }] });
  });

  it('is not named where it is the entry that is open', () => {
    const { title, sections } = selectionQuestion({ ...publishing, isNamed: false }, answer, english);
    expect(title).toBe('Publish this entry?');
    expect(sections[0]?.items).toEqual(['Title: must be given']);
  });
});

describe('an entry', () => {
  const nothing = { consequences: [], missing: { gaps: [], untranslated: [] }, refusal: null };

  it('is deleted for good', () => {
    const said = entryQuestion('delete', { ...nothing, needsConfirmation: true }, english);
    expect(said.sections).toEqual([
      {
        title: 'What will happen',
        items: ['Nothing changes for readers.', 'It cannot be brought back.'],
        tone: 'neutral800',
      },
    ]);
    expect(said.mayGoOn).toBe(true);
  });

  it('that is in use is not', () => {
    const refused = { ...nothing, refusal: 'Still in use', needsConfirmation: true };
    expect(entryQuestion('delete', refused, english)).toMatchObject({
      title: 'This cannot be done yet',
      sections: [{ items: ['Still in use'] }],
      mayGoOn: false,
    });
  });
});
