import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { valuesIn } from '../../tests/support/icu';

const languages = ['it', 'fr', 'es'] as const;
const texts = z.record(z.string(), z.string().min(1));
const strapi = path.resolve(__dirname, '../../node_modules/@strapi');

const read = (file: string): Record<string, string> =>
  texts.parse(JSON.parse(readFileSync(path.join(__dirname, 'translations', file), 'utf8')));
const club = read('en.json');

/** Strapi's admin halves: the folder of their code, that of their texts, and what the panel puts before their ids. */
const halves = [
  ['admin/dist/admin/admin/src', ''],
  ['content-manager/dist/admin', 'content-manager.'],
  ['i18n/dist/admin', 'i18n.'],
  ['upload/dist/admin', 'upload.'],
  ['email/dist/admin', 'email.'],
  ['plugin-users-permissions/dist/admin', 'users-permissions.'],
] as const;

/** The code as it is built, texts left out. */
const sources = halves.map(([folder, prefix]) => ({
  prefix,
  text: readdirSync(path.join(strapi, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjs') && !file.includes('translations'))
    .map((file) => readFileSync(path.join(strapi, folder, file), 'utf8'))
    .join('\n'),
}));

/** Ids that Strapi puts together. */
const isComposed = (id: string): boolean =>
  /\.autoCloneModal\.error\.|\.withField$|BulkLocale\.(?:un)?publish-title$/.test(id);

/** Whether Strapi's code has an id, as it is or without what the panel puts before it. */
const isAsked = (id: string): boolean =>
  isComposed(id) ||
  sources.some(({ prefix, text }) =>
    [id, ...(prefix !== '' && id.startsWith(prefix) ? [id.slice(prefix.length)] : [])].some(
      (each) => text.includes(`'${each}'`) || text.includes(`\`${each}\``) || text.includes(`"${each}"`),
    ),
  );

const translation = z.object({ default: z.record(z.string(), z.string()) });

/** Strapi's own texts in a language. */
async function strapisOwn(language: string): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [folder, prefix] of halves) {
    const file = path.join(strapi, folder, 'translations', `${language}.json.js`);
    // i18n has no Italian at all.
    if (!existsSync(file)) continue;
    const module: unknown = await import(file);
    for (const [id, text] of Object.entries(translation.parse(module).default))
      if (text !== '') all[`${prefix}${id}`] = text;
  }
  return all;
}

/** Texts of content types, components and values: `content-texts.test.ts`. */
const isOfContent = (id: string): boolean =>
  /^content-manager\.(content-types|components)\.|^[\w ]+$/.test(id);
const ofStrapi = Object.keys(club).filter((id) => !isOfContent(id));

it('has texts to look for', () => expect(ofStrapi.length).toBeGreaterThan(10));

// The server's messages are ids of their own: it says them in English, and the panel looks for their text.
const isAnswer = (id: string): boolean => id.includes('apiError.');

it.each(ofStrapi.filter((id) => !isAnswer(id)))('%s is a text that Strapi asks for', (id) => {
  expect(isAsked(id)).toBe(true);
});

/** What staff meet day by day: content and its lists, the media library, languages. */
const isMet = (id: string): boolean =>
  /^(?:content-manager|upload|components|global|app\.utils|i18n\.(?:CM|actions|Field|list))\./.test(id) &&
  // Parts of other editions, and of types that the club does not have.
  !/history|preview|DynamicZone|Blocks|marketplace|\.ai|metadata|premiumFeature/i.test(id);

/** Texts that are the same in a language, and in English. */
const alike: Readonly<Record<string, readonly string[]>> = {
  it: ['Audio', 'Download', 'Password', 'Video'],
  fr: ['Actions', 'Audio', 'Confirmation', 'Description', 'Dimensions', 'Document', 'Extension'].concat(
    ...['Configuration', 'Label', 'Placeholder', 'Plugins', 'actions', 'extension'],
  ),
  es: ['Audio', 'Placeholder', 'Plugins', 'Roles'],
};

/** Whether a text has words, or only puts together others. */
const hasWords = (text: string): boolean =>
  /[a-z]{4}/.test(text.replaceAll(/\{(?:[^{}]|\{[^{}]*\}|\{[^{}]*\{[^{}]*\}\})*\}/g, ''));

describe.each(languages)('what Strapi lacks in %s', (language) => {
  const own = read(`strapi/${language}.json`);

  it('is asked for by Strapi', () => {
    expect(Object.keys(own).filter((id) => !isAnswer(id) && !isAsked(id))).toEqual([]);
  });

  it('is lacking, and is not said by the club otherwise', async () => {
    const translated = await strapisOwn(language);
    const english = await strapisOwn('en');
    // Some of Strapi's translations are still the English.
    const isLacking = (id: string): boolean => !(id in translated) || translated[id] === english[id];
    expect(Object.keys(own).filter((id) => !isLacking(id) || id in club)).toEqual([]);
  });

  it('nothing that staff meet stays English', async () => {
    const english = await strapisOwn('en');
    const shown = { ...english, ...(await strapisOwn(language)), ...own, ...read(`${language}.json`) };
    const left = Object.entries(english).filter(
      ([id, text]) => shown[id] === text && hasWords(text) && isMet(id) && isAsked(id),
    );
    expect(left.map(([, text]) => text).filter((text) => !alike[language]?.includes(text))).toEqual([]);
  });

  it('has the values that Strapi gives', async () => {
    const english = await strapisOwn('en');
    const faults = Object.entries(own).filter(([id, text]) => {
      const given = valuesIn(english[id] ?? '');
      return id in english && valuesIn(text, language).some((value) => !given.includes(value));
    });
    expect(faults).toEqual([]);
  });
});
