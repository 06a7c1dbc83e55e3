import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { file, genuine, hostile, plain, type LocalFile } from '../support/files';
import { signUp, type Member } from '../support/members';
import { memberOfRole, staffClient, type StaffClient } from '../support/staff-api';
import { ask, type Answer } from '../support/v1';

let club: Club;
let sam: Member;
let staff: StaffClient;
beforeAll(async () => {
  club = await startClub();
  sam = await memberOfRole(club, 'sam', 'staff');
  staff = staffClient(club, sam.authorization);
});
afterAll(() => club.stop());

/** @param under the names of the form's fields of the files */
function upload(
  files: LocalFile[],
  {
    authorization = sam.authorization,
    under = ['file'],
    texts = {},
  }: { authorization?: string | null; under?: string[]; texts?: Record<string, string> } = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [name, text] of Object.entries(texts)) form.append(name, text);
  files.forEach(({ name, content, claims = 'application/octet-stream' }, index) =>
    form.append(under[index] ?? 'file', new Blob([content], { type: claims }), name),
  );
  return ask(club, '/admin/media', {
    method: 'POST',
    headers: authorization === null ? {} : { authorization },
    body: form,
  });
}

const picture = async (name = 'stage.png', width = 1200): Promise<LocalFile> =>
  file(name, await plain(width, 800).png().toBuffer(), 'image/png');
const storedFiles = (): number => fs.readdirSync(path.join(club.strapi.dirs.static.public, 'uploads')).length;
const identified = z.looseObject({ id: z.string(), url: z.string() });

describe('POST /admin/media', () => {
  it('stores a picture with its smaller sizes, and lists it', async () => {
    const { status, body, headers } = await upload([await picture()], {
      texts: { alt: 'The stage', caption: 'Before the show', name: 'The stage by night.png' },
    });
    expect([status, body.data, headers.get('location')]).toMatchObject([
      201,
      {
        name: 'The stage by night.png',
        alt: 'The stage',
        mime: 'image/png',
        width: 1200,
        height: 800,
        formats: { thumbnail: { width: expect.any(Number) }, small: { width: 500 }, medium: { width: 750 } },
      },
      '/api/v1/admin/media',
    ]);
    const { url } = identified.parse(body.data);
    expect((await fetch(`${club.url}${new URL(url).pathname}`)).status).toBe(200);
    const found = await staff.get('/media?q=BY NIGHT');
    expect([found.status, found.body.data]).toEqual([200, [body.data]]);
  });

  it.each(Object.keys(genuine))('takes a %s for what it is', async (name) => {
    const content = await genuine[name]?.();
    const { status, text } = await upload([file(name, content ?? '', 'text/html')]);
    expect([status, text]).toEqual([201, text]);
  });

  it.each(hostile.map((each): [string, string, LocalFile] => [each.name, each.claims ?? 'nothing', each]))(
    'refuses %s that claims to be %s',
    async (_name, _claims, sent) => {
      const before = storedFiles();
      const { status, body } = await upload([sent]);
      expect([status, Object.keys(body.errors ?? {}), storedFiles()]).toEqual([400, ['file'], before]);
    },
  );

  it('gives a cover and a gallery', async () => {
    const ids: string[] = [];
    for (const name of ['one.png', 'two.png'])
      ids.push(identified.parse((await upload([await picture(name, 60)])).body.data).id);
    expect(new Set(ids).size).toBe(2);
    const [one = '', two = ''] = ids;
    const place = await staff.make('/locations', { name: 'Seen', cover: one, gallery: [two, { id: one }] });
    expect(place).toMatchObject({ cover: { id: one }, gallery: [{ id: two }, { id: one }] });
    expect(await staff.put(`/locations/${place.id}`, { cover: null, gallery: [one] })).toMatchObject({
      cover: null,
      gallery: [{ id: one, name: 'one.png' }],
    });
    const { status, body } = await staff.send('PUT', `/locations/${place.id}`, { gallery: [one, 'nofile'] });
    expect([status, body.errors]).toEqual([400, { 'gallery.1': ['is not known'] }]);
  });

  it.each([
    [
      'a file under another name',
      ['picture'],
      {},
      { picture: ['is not known here'], file: [expect.any(String)] },
    ],
    ['a field that is not known', ['file'], { ref: 'api::event.event' }, { ref: ['is not known here'] }],
    [
      'a text that is too long',
      ['file'],
      { alt: 'x'.repeat(1001) },
      { alt: [expect.stringContaining('1000')] },
    ],
    ['a name with a slash', ['file'], { name: '../x.png' }, { name: [expect.stringContaining('/')] }],
    ['an alternative text with a null byte', ['file'], { alt: 'a\u0000b' }, { alt: [expect.any(String)] }],
  ])('refuses %s', async (_case, under, texts, errors) => {
    const before = storedFiles();
    const { status, body } = await upload([await picture('a.png', 20)], { under, texts });
    expect([status, body.errors, storedFiles()]).toEqual([400, errors, before]);
  });

  it('takes one file', async () => {
    const both = await upload([await picture('a.png', 20), await picture('b.png', 20)], {
      under: ['file', 'files'],
    });
    expect([both.status, both.body.errors]).toEqual([400, { file: ['must be one file'] }]);
    const one = await upload([await picture('a.png', 20)], { under: ['files'] });
    expect(one.status).toBe(201);
    for (const none of [await upload([]), await staff.send('POST', '/media', { alt: 'x' })])
      expect([none.status, none.body.errors]).toEqual([400, { file: [expect.stringContaining('a form')] }]);
  });

  it('is for staff alone, before a file is read', async () => {
    const mia = await signUp(club, 'mia');
    const sent = await picture('a.png', 20);
    const before = storedFiles();
    const none = await upload([sent], { authorization: null });
    const wrong = await upload([sent], { authorization: 'Bearer nonsense' });
    const member = await upload([sent], { authorization: mia.authorization });
    expect([none.status, wrong.status, member.status]).toEqual([401, 401, 403]);
    expect([none.body.error, member.body.error]).toEqual(['Sign in first', 'Staff access required']);
    expect(storedFiles()).toBe(before);
  });
});
