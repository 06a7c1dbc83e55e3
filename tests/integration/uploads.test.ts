import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { blackPng, colourAt, photo, pngHeader } from '../support/pictures';
import {
  file,
  ftyp,
  genuine,
  hostile,
  importMedium,
  plain,
  uploader,
  type LocalFile,
  type Upload,
} from '../support/files';
import { until } from '../support/until';
import { describePicturesInUse } from '../support/uploads/in-use';
import { describePictures } from '../support/uploads/pictures';
import { describeMediaTexts } from '../support/uploads/texts';
import { describeWholeRequests, type UploadStage } from '../support/uploads/whole';

let club: Club;
/** The panel as an Author, and a program with a token. */
let panel: Upload, program: Upload, replaceAs: (id: number) => Upload;
let authorization: string;
/** Somebody signed in to the panel who may do everything. */
let boss: Send;

beforeAll(async () => {
  club = await startClub();
  boss = await asEditor(club);
  const { strapi } = club;
  const token = await strapi
    .service('admin::api-token')
    .create({ name: 'program', description: '', type: 'full-access', lifespan: null });
  program = uploader(club, '/api/upload', `Bearer ${token.accessKey}`);
  const author = await strapi.db.query('admin::role').findOne({ where: { code: 'strapi-author' } });
  const account = { email: 'author@club.test', password: 'Password-of-an-author-1' };
  await strapi
    .service('admin::user')
    .create({ ...account, firstname: 'Au', lastname: 'Thor', isActive: true, roles: [author.id] });
  const answer = await fetch(`${club.url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const { data } = z.object({ data: z.object({ token: z.string() }) }).parse(await answer.json());
  authorization = `Bearer ${data.token}`;
  panel = uploader(club, '/upload', authorization);
  replaceAs = (id) => uploader(club, `/upload/files/${id}/replace`, authorization);
});
afterAll(() => club.stop());

const kept = () => fs.readdirSync(storedPath('uploads')).length;
/** What is imported for patrons moves to the private folder meanwhile. */
function storedPath(url: string): string {
  const { public: folder } = club.strapi.dirs.static;
  const [inPublic, name] = [path.join(folder, url), path.basename(url)];
  const privately = path.join(folder, '../private-files', name);
  return fs.existsSync(inPublic) || !fs.existsSync(privately) ? inPublic : privately;
}
const rows = () => club.strapi.db.query('plugin::upload.file').count();

const stage = (): UploadStage => ({
  panel,
  program,
  storedPath,
  counts: async () => [kept(), await rows()],
});
describeWholeRequests(stage);
describePictures(() => ({ ...stage(), club }));
describeMediaTexts(() => ({ ...stage(), club, boss }));
describePicturesInUse(() => ({ ...stage(), club, boss }));

const importing = (each: LocalFile) => importMedium(club, each);

describe('what may be uploaded', () => {
  test.each(Object.keys(genuine))('%s is kept, by the panel and by a program', async (name) => {
    const content = (await genuine[name]?.()) ?? Buffer.alloc(0);
    for (const upload of [panel, program]) {
      const { status, files, message } = await upload(file(name, content));
      expect([status, message]).toEqual([201, '']);
      expect(files[0]).toMatchObject({ name, ext: path.extname(name) });
    }
  });

  test.each(hostile.map((each) => [each.name, each.claims ?? 'nothing', each] as const))(
    '%s that claims to be %s is refused with a sentence, whoever brings it',
    async (name, _claims, each) => {
      const before = [kept(), await rows()];
      // Strapi itself takes a file of no bytes for none.
      const ways = each.content.length > 0 ? [panel, program] : [];
      for (const upload of ways) {
        const { status, message } = await upload(each);
        expect(status).toBe(400);
        expect(message).toContain(`'${name}'`);
        expect(message).toMatch(
          /You can upload pictures \(JPEG, PNG, GIF, WebP, or AVIF\)|Save it as JPEG|not a valid image/,
        );
      }
      expect(await importing(each)).toContain(`exclusives.json: [0].media[0].file: '${name}'`);
      expect([kept(), await rows()]).toEqual(before);
    },
  );

  test('HEIC is refused with what to do about it, whatever it is called', async () => {
    for (const name of ['IMG_1.heic', 'IMG_1.jpg'])
      for (const brand of ['heic', 'mif1']) {
        const photo = file(name, ftyp(brand), 'image/heic');
        const sentence = `'${name}' is a HEIC picture, which most browsers cannot show. Save it as JPEG`;
        expect((await panel(photo)).message).toContain(sentence);
        expect((await program(photo)).message).toContain(sentence);
        expect(await importing(photo)).toContain(sentence);
      }
  });

  test('of several files none is kept when one is refused', async () => {
    const before = [kept(), await rows()];
    const picture = file('picture.png', await plain(10, 10).png().toBuffer());
    const { status, message } = await panel([picture, file('page.html', '<html>')]);
    expect([status, message]).toEqual([400, expect.stringContaining("'page.html'")]);
    expect([kept(), await rows()]).toEqual(before);
  });
});

describe('the name of a file', () => {
  test.each([
    ['picture.png', 'picture.jpg'],
    ['picture.html', 'picture.html.jpg'],
    ['picture.svg', 'picture.svg.jpg'],
    ['picture.php.', 'picture.php.jpg'],
    ['picture', 'picture.jpg'],
    ['Picture.JPEG', 'Picture.JPEG'],
  ])('a JPEG called %s is kept as %s', async (name, right) => {
    for (const upload of [panel, program]) {
      const { files } = await upload(file(name, await plain(10, 10).jpeg().toBuffer(), 'text/html'));
      expect(files[0]).toMatchObject({ name: right, ext: path.extname(right), mime: 'image/jpeg' });
      expect(files[0]?.url.endsWith(path.extname(right))).toBe(true);
    }
  });

  test('a script at the end of a picture is served as a picture', async () => {
    const picture = Buffer.concat([
      await plain(10, 10).gif().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ]);
    const { files } = await panel(file('both.html', picture, 'text/html'));
    const answer = await fetch(club.url + String(files[0]?.url));
    expect(answer.headers.get('content-type')).toBe('image/gif');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('an import is told the right name', async () => {
    const picture = file('cover.png', await plain(10, 10).jpeg().toBuffer());
    expect(await importing(picture)).toContain("'cover.png' is a JPEG file: name it 'cover.jpg'");
  });

  test('renaming cannot give a wrong extension', async () => {
    const picture = file('picture.jpg', await plain(10, 10).jpeg().toBuffer());
    const { files } = await panel(picture, { info: { name: 'title.html', alternativeText: 'A title' } });
    expect(files[0]).toMatchObject({ name: 'title.html.jpg', alternativeText: 'A title' });
    const renamed = async (name: string): Promise<unknown> => {
      const answer = await fetch(`${club.url}/upload/files/${files[0]?.id}`, {
        method: 'PUT',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ fileInfo: { name } }),
      });
      return answer.json();
    };
    expect(await renamed('evil.html')).toMatchObject({ name: 'evil.html.jpg', ext: '.jpg' });
    expect(await renamed('Dr. Smith')).toMatchObject({ name: 'Dr. Smith' });
    expect(await renamed('other.png')).toMatchObject({ name: 'other.jpg' });
  });

  test('a file is replaced by one of its type only', async () => {
    const jpeg = await plain(10, 10).jpeg().toBuffer();
    const { files } = await panel(file('picture.jpg', jpeg));
    const { id = 0, url = '' } = files[0] ?? {};
    const replace = replaceAs(id);
    for (const wrong of [file('page.html', '<html>'), file('film.mp4', ftyp('isom'))])
      expect((await replace(wrong)).status).toBe(400);
    const png = file('picture.jpg', await plain(10, 10).png().toBuffer());
    expect((await replace(png)).message).toBe(
      "'picture.jpg' is a PNG file and cannot replace one whose address ends in .jpg. Upload it as a new file.",
    );
    expect((await program(file('page.html', '<html>'), { query: `?id=${id}` })).status).toBe(400);
    const larger = file('larger.jpeg', await plain(30, 10).jpeg().toBuffer());
    const replaced = await replace(larger);
    expect(replaced.files[0]).toMatchObject({ id, url, width: 30 });
    expect((await sharp(storedPath(url)).metadata()).width).toBe(30);
  });
});

describe('pictures', () => {
  test('one of too many pixels is refused before it is decoded', async () => {
    const bomb = file('bomb.png', await blackPng(16_000, 16_000));
    const vast = file('vast.png', await pngHeader(60_000, 60_000));
    const before = [kept(), await rows()];
    const memory = process.memoryUsage().rss;
    for (const each of [bomb, vast])
      for (const upload of [panel, program]) {
        const { status, message } = await upload(each);
        expect(status).toBe(400);
        expect(message).toMatch(
          /^'\w+\.png' has \d+ × \d+ pixels; a picture may have 51 megapixels\. Make it smaller and upload that\.$/,
        );
      }
    expect(await importing(bomb)).toContain("'bomb.png' has 16000 × 16000 pixels");
    const growth = (process.memoryUsage().rss - memory) / 1_000_000;
    expect(growth).toBeLessThan(300);
    expect([kept(), await rows()]).toEqual(before);
  });

  describe('an orientation', () => {
    const [width, height] = [1600, 800];
    const expectUpright = async (url: string) => {
      const location = storedPath(url);
      const { orientation = 1, exif, ...size } = await sharp(location).metadata();
      expect([orientation, exif]).toEqual([1, undefined]);
      expect(Math.abs(size.width / size.height - width / height)).toBeLessThan(0.02);
      expect(await colourAt(location, 0.25)).toBe('red');
      expect(await colourAt(location, 0.75)).toBe('blue');
    };

    test.each([1, 2, 3, 4, 5, 6, 7, 8])(
      '%i: the original and all formats are upright',
      async (orientation) => {
        const name = `photo-${orientation}.jpg`;
        const content = await photo(orientation, { width, height });
        expect((await sharp(content).metadata()).orientation).toBe(orientation);
        const { files } = await panel(file(`panel-${name}`, content));
        const byPanel = files[0];
        expect(await importing({ name, content })).toBe('');
        // What is imported is behind a tier, and moves where nobody reads it.
        const [byImport, ...others] = await until(
          () => club.strapi.db.query('plugin::upload.file').findMany({ where: { name } }),
          (found) => found.every(({ gate }) => gate === 'private'),
        );
        expect(others).toEqual([]);
        for (const stored of [byPanel, byImport]) {
          expect(stored).toMatchObject({ width, height, mime: 'image/jpeg' });
          const formats = Object.values<{ url: string }>(stored.formats ?? {});
          expect(formats).toHaveLength(4);
          for (const { url } of [stored, ...formats]) await expectUpright(url);
        }
        // An import knows it again.
        const before = kept();
        expect(await importing({ name, content })).toBe('');
        expect(kept()).toBe(before);
      },
    );
  });

  test('nothing of where a picture was taken is kept, whatever the library compresses', async () => {
    const upload = club.strapi.plugin('upload').service('upload');
    const settings = await upload.getSettings();
    await upload.setSettings({ ...settings, sizeOptimization: false });
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const content = await plain(60, 40)
        .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } })
        .toFormat(format)
        .toBuffer();
      expect((await sharp(content).metadata()).exif).toBeDefined();
      const { files } = await panel(file(`where.${format}`, content));
      expect((await sharp(storedPath(String(files[0]?.url))).metadata()).exif).toBeUndefined();
      expect(files[0]).toMatchObject({ width: 60, height: 40 });
    }
    await upload.setSettings(settings);
  });
});
