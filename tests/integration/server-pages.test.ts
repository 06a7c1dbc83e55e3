import { startClub, type Club } from '../support/club';
import { rawRequest } from '../support/raw-request';
import { published, writerOf } from '../support/write';

let club: Club;
beforeAll(async () => {
  club = await startClub();
  const event = {
    slug: 'ember',
    title: 'Ember',
    startTime: '2098-01-01T20:00:00.000Z',
    endTime: '2098-01-01T22:00:00.000Z',
  };
  const { create, update } = writerOf(club.strapi);
  const id = await create('api::event.event', event, published);
  await update('api::event.event', id, { title: 'Brace' }, { locale: 'it', ...published });
});
afterAll(() => club.stop());

/** As a browser asks, with the address as it stands. */
async function open(path: string, language?: string) {
  const asked = { accept: 'text/html', ...(language !== undefined && { 'accept-language': language }) };
  const { status, headers, body } = await rawRequest(club, path, { headers: asked });
  return { status, headers, text: body.toString() };
}

describe('pages of the server itself', () => {
  it.each([
    [undefined, 'en', 'How to use the API', 'Ember<br><small>Wed, Jan 1, 2098, 12:00 PM SLT', 'Nothing here'],
    [
      'de, it;q=0.5',
      'it',
      'Come usare l’API',
      'Brace<br><small>mer 1 gen 2098, 12:00 SLT',
      'Qui non c’è niente',
    ],
    ['fr-CA', 'fr', 'Utiliser l’API', 'Ember<br><small>mer. 1 janv. 2098, 12:00 SLT', 'Il n’y a rien ici'],
    ['es', 'es', 'Cómo usar la API', 'Ember<br><small>mié, 1 ene 2098, 12:00 SLT', 'Aquí no hay nada'],
  ])('are in the language that a browser asks for: %s', async (asked, language, docs, next, nothing) => {
    const first = await open('/', asked);
    expect(first.text).toContain(docs);
    expect(first.text).toContain(next);
    const missing = await open('/no-such-page', asked);
    expect([first.status, missing.status]).toEqual([200, 404]);
    expect(missing.text).toContain(`<h1>${nothing}</h1>`);
    for (const { headers, text } of [first, missing]) {
      expect(text).toContain(`<html lang="${language}">`);
      expect(headers['content-language']).toBe(language);
      expect(headers.vary).toMatch(/Accept-Language/);
    }
  });

  it.each([
    '/%E0%A4%A',
    '//evil.example/',
    '/uploads/%E0%A4%A',
    '/admin/%E0%A4%A',
    '/..%2f..%2fsecrets',
    '/%00',
  ])('say to browsers that %s is no address, and to programs in JSON', async (path) => {
    const page = await open(path);
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.status).toBeLessThan(500);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toMatch(/<h1>(Not a valid address|Nothing here)<\/h1>/);
    const { status, headers } = await rawRequest(club, path, { headers: { accept: '*/*' } });
    expect(status).toBe(page.status);
    expect(headers['content-type']).toMatch(/^application\/json/);
  });

  it('answer 400 to an address that cannot be decoded', async () => {
    const page = await open('/%E0%A4%A', 'it');
    expect(page.status).toBe(400);
    expect(page.text).toContain('<h1>Indirizzo non valido</h1>');
  });
});
