import { z } from 'zod';
import type { Club } from './club';
import { asEditor, asProgram } from './editors';
import { createTargets, sharedValues, translatedText, type Shared, type SharedType } from './shared-values';

const shownDocument = z.object({
  data: z.looseObject({ documentId: z.string(), status: z.string().optional() }),
});
const listed = z.object({
  meta: z.object({ availableLocales: z.array(z.object({ locale: z.string(), status: z.string() })) }),
});

/** Where the admin panel's requests about a type go. */
export const pathOf = (uid: SharedType): string => `/content-manager/collection-types/${uid}`;

/** As much as is used here of how a schema describes an attribute. */
interface Described {
  type: string;
  repeatable?: boolean;
  multiple?: boolean;
  default?: unknown;
}

export type SharedDocuments = Awaited<ReturnType<typeof sharedDocuments>>;

/** Documents with everything that is the same in every language, written and looked at as staff do. */
export async function sharedDocuments(club: Club) {
  const staff = await asEditor(club);
  const program = await asProgram(club);
  const targets = await createTargets(club.strapi);
  const attributesOf = (uid: SharedType): Readonly<Record<string, Described | undefined>> =>
    club.strapi.contentType(uid).attributes;
  const hasDrafts = (uid: SharedType) => club.strapi.contentType(uid).options.draftAndPublish;
  const valuesOf = (uid: SharedType, version: 0 | 1) =>
    (sharedValues[uid] satisfies Shared)(targets, version);
  let made = 0;

  /** What the admin panel sends, and that it was taken. */
  async function send(method: string, path: string, body?: unknown) {
    const answer = await staff(method, path, body);
    expect([path, answer.status, answer.body]).toEqual([
      path,
      answer.status < 300 ? answer.status : 200,
      answer.body,
    ]);
    return shownDocument.parse(answer.body).data;
  }

  /** As the panel's form sends it: of relations, what is to be connected. */
  function asForm(uid: SharedType, data: Record<string, unknown>, locale = 'en'): Record<string, unknown> {
    const attributes = attributesOf(uid);
    const connect = (documentId: unknown) => ({ connect: [{ documentId, locale }], disconnect: [] });
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => {
        if (attributes[name]?.type === 'relation') return [name, connect(value)];
        if (name !== 'lineUp' || !Array.isArray(value)) return [name, value];
        return [name, value.map((entry) => ({ ...entry, artist: connect(entry.artist) }))];
      }),
    );
  }

  /** What the form of a language that is not there yet holds before anybody types: defaults, and nothing. */
  function emptyForm(uid: SharedType): Record<string, unknown> {
    const attributes = attributesOf(uid);
    const empty = ({
      type,
      ...more
    }: {
      type: string;
      repeatable?: boolean;
      multiple?: boolean;
      default?: unknown;
    }) => {
      if (type === 'relation') return { connect: [], disconnect: [] };
      if (type === 'uid') return 'event';
      if (more.default !== undefined) return more.default;
      return more.repeatable || more.multiple ? [] : null;
    };
    const names = [...Object.keys(valuesOf(uid, 0)), ...('slug' in attributes ? ['slug'] : [])];
    return Object.fromEntries(names.map((name) => [name, empty(attributes[name] ?? { type: 'string' })]));
  }

  /**
   * A document with everything that is shared: in English, Italian and French published, French edited since, Spanish a draft.
   * Each translation is made in one of the ways in which a form may hold what is shared.
   */
  async function makeDocument(uid: SharedType): Promise<string> {
    const text = translatedText[uid];
    const slug = 'slug' in club.strapi.contentType(uid).attributes ? { slug: `document-${(made += 1)}` } : {};
    const shared = valuesOf(uid, 0);
    const english = { [text]: 'English', ...asForm(uid, shared), ...slug };
    const { documentId } = await send('POST', `${pathOf(uid)}?locale=en`, english);
    const one = `${pathOf(uid)}/${documentId}`;
    await send('PUT', `${one}?locale=it`, { [text]: 'first it', ...emptyForm(uid) });
    await send('PUT', `${one}?locale=fr`, { [text]: 'first fr', ...asForm(uid, shared, 'fr') });
    await send('PUT', `${one}?locale=es`, { [text]: 'first es', ...shared });
    if (!hasDrafts(uid)) return documentId;
    for (const locale of ['en', 'it', 'fr'])
      await send('POST', `${one}/actions/publish?locale=${locale}`, {});
    await send('PUT', `${one}?locale=fr`, { [text]: 'second fr' });
    return documentId;
  }

  /** What the panel says of each translation beside the English one, which is what its own page says, too. */
  async function statuses(uid: SharedType, documentId: string): Promise<Record<string, unknown>> {
    const one = `${pathOf(uid)}/${documentId}`;
    const { meta } = listed.parse((await staff('GET', `${one}?locale=en`)).body);
    const french = await send('GET', `${one}?locale=fr`);
    const said = Object.fromEntries(meta.availableLocales.map(({ locale, status }) => [locale, status]));
    expect(said['fr']).toBe(french.status);
    return said;
  }

  /** A value without what differs from row to row: ids, dates, the language of what is linked. */
  function plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    if ('documentId' in value) return value.documentId;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'id')
        .map(([name, each]) => [name, plain(each)]),
    );
  }

  /** What is shared, as a program reads it in one language. */
  async function sharedIn(
    uid: SharedType,
    documentId: string,
    locale: string,
    status: string,
  ): Promise<unknown> {
    const { pluralName } = club.strapi.contentType(uid).info;
    const populate =
      uid === 'api::event.event'
        ? 'populate[0]=location&populate[1]=lineUp.artist&populate[2]=cover&populate[3]=links'
        : 'populate=*';
    const { body } = await program(
      'GET',
      `/api/${pluralName}/${documentId}?locale=${locale}&status=${status}&${populate}`,
    );
    const { data } = z.object({ data: z.record(z.string(), z.unknown()) }).parse(body);
    return Object.fromEntries(Object.keys(valuesOf(uid, 0)).map((name) => [name, plain(data[name])]));
  }

  async function expectSame(
    uid: SharedType,
    documentId: string,
    locales: string[],
    status: string,
  ): Promise<void> {
    const english = await sharedIn(uid, documentId, 'en', status);
    for (const locale of locales)
      expect({ locale, status, ...Object(await sharedIn(uid, documentId, locale, status)) }).toEqual({
        locale,
        status,
        ...Object(english),
      });
  }

  return { staff, program, targets, valuesOf, asForm, send, makeDocument, statuses, sharedIn, expectSame };
}
