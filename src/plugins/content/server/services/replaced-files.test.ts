import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { copiesOf } from './replaced-files';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-replaced-'));
  fs.mkdirSync(path.join(folder, 'uploads'));
  for (const name of ['large_a', 'a', 'small_a']) fs.writeFileSync(at(name), `old ${name}`);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const at = (hash: string): string => path.join(folder, 'uploads', `${hash}.png`);
const size = (hash: string) => ({ hash, ext: '.png', url: `/uploads/${hash}.png` });
const row = {
  ...size('a'),
  name: null,
  mime: null,
  provider: 'local',
  formats: { large: size('large_a'), small: size('small_a') },
};

/** A club whose provider writes into the folder, and fails for these. */
function clubIn(failing: readonly string[] = []) {
  const upload = async ({ hash, getStream }: { hash: string; getStream: () => fs.ReadStream }) => {
    if (failing.includes(hash)) throw new Error(`no space for ${hash}`);
    await pipeline(getStream(), fs.createWriteStream(at(hash)));
  };
  return {
    config: { get: () => 'local' },
    dirs: { static: { public: folder } },
    plugin: () => ({ service: () => ({ upload }) }),
  } as never;
}

const contents = () => ['a', 'large_a', 'small_a'].map((hash) => fs.readFileSync(at(hash), 'utf8'));

it('puts back every size it can, and says which it could not', async () => {
  const copies = await copiesOf(clubIn(['large_a']), row);
  for (const hash of ['a', 'large_a', 'small_a']) fs.writeFileSync(at(hash), 'new');
  await expect(copies?.restore()).rejects.toThrow('no space for large_a');
  expect(contents()).toEqual(['old a', 'new', 'old small_a']);
  expect(fs.readdirSync(copies?.folder ?? '')).toHaveLength(3);
  await copies?.remove();
  expect(fs.existsSync(copies?.folder ?? '')).toBe(false);
});

it('goes by what is lost already, and by nothing else that cannot be copied', async () => {
  fs.rmSync(at('small_a'));
  const copies = await copiesOf(clubIn(), row);
  fs.writeFileSync(at('a'), 'new');
  await copies?.restore();
  expect(fs.readFileSync(at('a'), 'utf8')).toBe('old a');
  await copies?.remove();
  fs.rmSync(at('large_a'));
  fs.mkdirSync(at('large_a'));
  await expect(copiesOf(clubIn(), row)).rejects.toThrow('EISDIR');
  await expect(copiesOf(clubIn(), null)).resolves.toBeNull();
});
