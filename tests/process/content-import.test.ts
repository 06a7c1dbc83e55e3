import fs from 'node:fs';
import path from 'node:path';
import { commandClub, type CommandClub } from '../support/content-command';

jest.setTimeout(240_000);

let club: CommandClub;
beforeAll(async () => {
  club = await commandClub();
});
afterAll(() => club.remove());

test('an import says what came of it, and a second one that nothing did', async () => {
  const folder = club.content({ artists: 1 });
  const first = await club.import(folder).ended;
  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toContain('1 created, 0 changed, 0 unchanged; 1 new file in the media library.');
  const stored = club.stored();
  expect(stored).not.toEqual([]);
  expect((await club.import(folder).ended).said).toContain('0 created, 0 changed, 1 unchanged; 0 new files');
  expect(club.stored()).toEqual(stored);
});

test('an export that is stopped leaves nothing', async () => {
  const target = path.join(club.folder, 'export');
  await club.import(club.content({ texts: 500 })).ended;
  const command = club.run(['export', target]);
  await command.says('exporting');
  command.process.kill('SIGTERM');
  expect(await command.ended).toMatchObject({ code: 143 });
  expect(command.said()).toContain('Stopped: nothing was exported.');
  expect(fs.existsSync(target)).toBe(false);
});

test('an export that is killed is not taken for a whole one', async () => {
  const target = path.join(club.folder, 'killed');
  const command = club.run(['export', target]);
  await command.says('exporting');
  command.process.kill('SIGKILL');
  await command.ended;
  const { code, said } = await club.import(target).ended;
  expect(said).toContain('this folder is an export that was not finished: export again');
  expect(code).toBe(1);
});

test('of very many faults it tells the first hundred, and how many there are', async () => {
  const folder = club.content({});
  const wrong = Array.from({ length: 30_000 }, () => ({ key: 'no key' }));
  fs.writeFileSync(path.join(folder, 'ui-texts.json'), JSON.stringify(wrong));
  const { code, said } = await club.import(folder).ended;
  expect(said.match(/^ui-texts\.json: /gm)).toHaveLength(100);
  expect(said).toMatch(/^… and \d+ more\.$/m);
  expect(said).toMatch(/^\d{5} issues\. Nothing was imported\.$/m);
  expect(code).toBe(1);
});
