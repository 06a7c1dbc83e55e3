import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createIntl } from 'react-intl';
import { z } from 'zod';
import { valuesIn } from './support/icu';

const source = path.resolve(__dirname, '../src');
const plugins = path.join(source, 'plugins');
const languages = ['it', 'fr', 'es'];
const texts = z.record(z.string(), z.string().min(1));

const folders = [
  path.join(source, 'admin/translations'),
  path.join(source, 'shared/admin/translations'),
  ...readdirSync(plugins).map((plugin) => path.join(plugins, plugin, 'admin/translations')),
  // What the server says to staff, too.
  path.join(plugins, 'admin-desk/contract/alerts'),
  path.join(plugins, 'admin-desk/server/texts'),
  // Its own pages.
  path.join(plugins, 'public-api/server/texts'),
  path.join(plugins, 'event-sync/contract/messages'),
  path.join(plugins, 'integrations/contract/messages'),
  path.join(plugins, 'jobs/contract/titles'),
  // What rules require: `contract/rules.ts`.
  path.join(plugins, 'content/contract/rules'),
].filter((folder) => existsSync(folder));

const textsIn = (folder: string, language: string): Record<string, string> =>
  texts.parse(JSON.parse(readFileSync(path.join(folder, `${language}.json`), 'utf8')));

describe.each(folders.map((folder) => [path.relative(source, folder), folder]))('%s', (_, folder) => {
  const english = textsIn(folder, 'en');

  test.each(languages)('%s has every text of the English one, with the same values', (language) => {
    const translated = textsIn(folder, language);
    expect(Object.keys(translated)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      const values = valuesIn(translated[key] ?? '', language);
      // A rule's text may leave out a word that its language has no place for.
      if (folder.endsWith('contract/rules')) expect(valuesIn(text)).toEqual(expect.arrayContaining(values));
      else expect([key, values]).toEqual([key, valuesIn(text)]);
    }
  });

  test.each(['en', ...languages])('%s can be said', (language) => {
    const faults: string[] = [];
    const intl = createIntl({
      locale: language,
      messages: textsIn(folder, language),
      onError: ({ message }) => faults.push(message),
    });
    for (const [id, text] of Object.entries(english)) {
      const values = Object.fromEntries(valuesIn(text).map((name) => [name, 2]));
      intl.formatMessage({ id }, values);
    }
    expect(faults).toEqual([]);
  });
});

test('there are translations to look at', () => {
  expect(folders.length).toBeGreaterThan(1);
});
