import { runNode } from '../support/child';

test('node alone can start the fakes', async () => {
  const code = `
    const { startGoogleCalendar, startFacebook } = await import('./tests/fakes/load.mjs');
    for (const start of [startGoogleCalendar, startFacebook]) {
      const fake = await start();
      const answer = await fetch(fake.url + '/calendar/v3/calendars/x');
      console.log(answer.status, fake.requests.length);
      await fake.close();
    }`;
  const { stdout, stderr } = await runNode(['--input-type=module', '--eval', code]);
  expect([stdout, stderr]).toEqual(['401 1\n400 1\n', '']);
});
