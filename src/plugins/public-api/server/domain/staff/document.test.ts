import { toStaffDocument, versionRows } from './document';
import { textField } from './fields';

const fields = { title: textField('title'), note: textField('note') };
const shape = {
  fields,
  translated: { title: fields.title },
  hasDrafts: true,
  baseUrl: 'https://club.example',
};

interface Version {
  locale?: string;
  published?: boolean;
  at?: number;
  title?: string;
}
const rowOf = ({ locale = 'en', published = false, at = 1, title = 'T' }: Version) => ({
  documentId: 'a',
  locale,
  title,
  note: '',
  publishedAt: published ? '2026-01-01T00:00:00.000Z' : null,
  createdAt: new Date(0).toISOString(),
  updatedAt: new Date(at).toISOString(),
});
const answer = (versions: Version[], hasDrafts = true) => {
  const [english, ...others] = versionRows.parse(versions.map(rowOf));
  if (!english) throw new Error('There is no row');
  return toStaffDocument(english, [english, ...others], { ...shape, hasDrafts });
};

describe('the state', () => {
  it.each([
    ['no public version', [{}], 'draft'],
    ['a public version that is the same', [{}, { published: true }], 'published'],
    ['a change since', [{ at: 2 }, { published: true }], 'modified'],
    ['a translation that is not public', [{}, { published: true }, { locale: 'it' }], 'modified'],
    [
      'a public translation',
      [{}, { published: true }, { locale: 'it' }, { locale: 'it', published: true }],
      'published',
    ],
    [
      'a change of a translation since',
      [{}, { published: true }, { locale: 'it', at: 3 }, { locale: 'it', published: true }],
      'modified',
    ],
    ['a public translation alone', [{}, { locale: 'it' }, { locale: 'it', published: true }], 'draft'],
  ] as [string, Version[], string][])('with %s', (_case, versions, state) => {
    expect(answer(versions)['state']).toBe(state);
  });

  it('of a type without drafts is public', () => {
    expect(answer([{ published: true }, { locale: 'fr', published: true, title: 'F' }], false)).toMatchObject(
      {
        state: 'published',
        translations: { it: null, fr: { title: 'F' }, es: null },
      },
    );
  });
});

it('has English, the translated fields of each language, and what is missing', () => {
  expect(answer([{ at: 5 }, { locale: 'es', at: 9, title: 'Título' }, { locale: 'de' }])).toEqual({
    id: 'a',
    title: 'T',
    note: null,
    state: 'draft',
    translations: { it: null, fr: null, es: { title: 'Título' } },
    missing_translations: ['it', 'fr'],
    created_at: '1970-01-01T00:00:00.000Z',
    updated_at: '1970-01-01T00:00:00.009Z',
  });
});
