import { calendar } from '@googleapis/calendar';
import { remoteErrorIn } from '../../src/plugins/integrations/server/domain/remote-error';
import { errorOf } from '../support/remote';
import { answers, answersText, breaksOff, hangs } from '../support/remote-server';
import { remoteStage } from '../support/remote-stage';

const { made, stage } = remoteStage();

describe('as the standard has it', () => {
  test('an answer resolves, whatever its status', async () => {
    stage.server.behave(answers(404, { error: 'no' }, { 'x-a': 'b' }));
    const { remote, log } = made();
    const response = await remote.fetchAs()(`${stage.server.url}/a?token=abc`);
    expect([response.status, response.ok, response.headers.get('x-a')]).toEqual([404, false, 'b']);
    expect(await response.json()).toEqual({ error: 'no' });
    expect(log).toMatchObject([{ action: 'GET /a', outcome: 'never', failure: 'HTTP 404' }]);
    expect(log[0]?.request).toContain('token=[masked]');
  });

  test.each([
    ['a text', 'a=b', 'a=b'],
    ['a form', new URLSearchParams({ a: 'b' }), 'a=b'],
    ['bytes', Buffer.from('a=b'), 'a=b'],
    ['a stream', new Blob(['a=b']).stream(), 'a=b'],
  ])('it sends %s', async (_name, body, expected) => {
    stage.server.behave(answers(200, {}));
    await made().remote.fetchAs()(stage.server.url, { method: 'POST', body, duplex: 'half' });
    expect(stage.server.received[0]?.body).toBe(expected);
  });

  test('it takes a Request, and an empty answer', async () => {
    stage.server.behave(answers(204));
    const request = new Request(`${stage.server.url}/x`, {
      method: 'PUT',
      body: 'y',
      headers: { 'x-a': 'b' },
    });
    const response = await made().remote.fetchAs()(request);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(stage.server.received[0]).toMatchObject({ method: 'PUT', body: 'y', headers: { 'x-a': 'b' } });
  });

  test('bytes come as they are', async () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    stage.server.behave(answersText(200, bytes, { 'content-type': 'image/png' }));
    const { remote, log } = made();
    const response = await remote.fetchAs()(stage.server.url);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(log[0]?.answer).toContain('(image/png, 4 bytes)');
  });

  test('the init has a signal', async () => {
    stage.server.behave(hangs);
    const caller = new AbortController();
    const call = made().remote.fetchAs()(stage.server.url, { signal: caller.signal });
    await stage.server.hasReceived(1);
    caller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });

  test('plain http is for this machine alone', async () => {
    const error = await errorOf(made().remote.fetchAs()('http://club.example/'));
    expect(error).toMatchObject({
      decision: { kind: 'give-up' },
      message: 'The address of The remote is not https',
    });
  });

  test('what is safe is repeated, with its body', async () => {
    stage.server.behave(answers(500), answers(200, {}));
    const response = await made().remote.fetchAs()(stage.server.url, { method: 'PUT', body: 'y' });
    expect(response.status).toBe(200);
    expect(stage.server.received.map(({ body }) => body)).toEqual(['y', 'y']);
  });
});

describe("with Google's own client", () => {
  const events = (remote: ReturnType<typeof made>['remote']) => {
    const about = { action: 'create event', subject: { type: 'api::event.event', id: 'abc' } };
    const client = calendar({ version: 'v3', rootUrl: `${stage.server.url}/` });
    const options = { fetchImplementation: remote.fetchAs(about), retry: false };
    return (id: string) =>
      client.events.insert({ calendarId: 'c@group.calendar.google.com', requestBody: { id } }, options);
  };

  test('it works, and is logged for what it is about', async () => {
    stage.server.behave(answers(200, { id: 'e1', etag: '"1"' }));
    const { remote, log } = made();
    const { data } = await events(remote)('e1');
    expect(data).toEqual({ id: 'e1', etag: '"1"' });
    expect(log).toMatchObject([{ action: 'create event', outcome: 'ok', subject: { id: 'abc' } }]);
  });

  test('its error is sorted with what the remote has answered', async () => {
    const body = { error: { code: 409, errors: [{ reason: 'duplicate' }], message: 'It exists.' } };
    stage.server.behave(answers(409, body));
    const { remote } = made();
    const error: unknown = await events(remote)('e1').catch((reason: unknown) => reason);
    const sorted = remote.errorOf(error);
    expect(sorted).toMatchObject({
      decision: { kind: 'give-up' },
      status: 409,
      message: 'The remote answered 409: “It exists.”',
    });
    expect(sorted.body).toEqual(body);
  });

  test('where there is no answer, its error is caused by ours', async () => {
    stage.server.behave(breaksOff);
    const { remote } = made();
    const error: unknown = await events(remote)('e1').catch((reason: unknown) => reason);
    expect(remoteErrorIn(error)).toMatchObject({
      decision: { kind: 'verify-first' },
      mayHaveTakenEffect: true,
    });
    expect(remote.errorOf(error)).toBe(remoteErrorIn(error));
  });

  test('a fault of ours is never tried again', () => {
    const { remote } = made();
    expect(remote.errorOf(new TypeError('x of ada@club.example'))).toMatchObject({
      decision: { kind: 'give-up' },
      failure: 'unexpected',
      message: 'x of [masked]',
    });
  });
});
