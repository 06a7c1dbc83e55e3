import { z } from 'zod';
import { errorOf, testRemote } from '../support/remote';
import { answers, breaksOff, breaksOffHalfway, startRemoteServer } from '../support/remote-server';
import { get, good, post, remoteStage } from '../support/remote-stage';

const { made, stage } = remoteStage();

describe('what works', () => {
  test('an answer comes as the schema has it', async () => {
    stage.server.behave(answers(201, { id: 'x', more: 1 }, { etag: '"1"' }));
    const { data, status, headers } = await made().remote.request({
      ...post,
      query: { b: 'c d', e: undefined },
    });
    expect({ data, status, etag: headers.get('etag') }).toEqual({
      data: { id: 'x' },
      status: 201,
      etag: '"1"',
    });
    const [received] = stage.server.received;
    expect(received).toMatchObject({ method: 'POST', url: '/it?b=c+d', body: '{"a":1}' });
    expect(received?.headers).toMatchObject({ 'user-agent': 'Club/1', 'content-type': 'application/json' });
  });

  test('a form, and no answer to it', async () => {
    stage.server.behave(answers(204));
    const body = new URLSearchParams({ a: 'b c' });
    const { data } = await made().remote.request({ ...post, body, answer: z.undefined() });
    expect(data).toBeUndefined();
    expect(stage.server.received[0]?.body).toBe('a=b+c');
  });

  test('it is logged, without its secrets, and told', async () => {
    stage.server.behave(answers(200, { id: 'x', access_token: 'hidden-one' }));
    const { remote, log, status } = made({ secrets: ['hidden-two'] });
    const headers = { authorization: 'Bearer hidden-three' };
    const subject = { type: 'api::event.event', id: 'abc' };
    await remote.request({ ...post, headers, body: { note: 'my hidden-two' }, subject, attempt: 3 });
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      action: 'make it',
      outcome: 'ok',
      subject,
      attempt: 3,
      durationMs: 0,
      failure: null,
      message: null,
      at: Date.parse('2026-03-01T12:00:00Z'),
    });
    expect(log[0]?.request).toMatch(
      /^POST http:\/\/127.*\/it\n[\s\S]*authorization: \[masked\][\s\S]*\n\n\{"note":"my \[masked\]"\}$/,
    );
    expect(log[0]?.answer).toMatch(/^200\n[\s\S]*\n\n\{"id":"x","access_token":"\[masked\]"\}$/);
    expect(JSON.stringify(log)).not.toContain('hidden-');
    expect(status.reports).toEqual(['worked']);
  });

  test('a call that needs no permission proves nothing', async () => {
    stage.server.behave(good);
    const { remote, status } = made();
    await remote.request({ ...get, provesAccess: false });
    expect(status.reports).toEqual([]);
  });
});

describe('what is repeated', () => {
  test.each([
    ['a fault of the server', answers(500)],
    ['a connection that breaks', breaksOff],
    ['a connection that breaks in the middle of the answer', breaksOffHalfway],
    ['too many calls', answers(429)],
  ])('a GET after %s', async (_name, behaviour) => {
    stage.server.behave(behaviour, behaviour, good);
    const { remote, log } = made();
    expect((await remote.request(get)).data).toEqual({ id: 'x' });
    expect(stage.clock.waits).toEqual([300, 600]);
    expect(log.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'again'],
      [2, 'again'],
      [3, 'ok'],
    ]);
  });

  test.each([
    ['a fault of the server', answers(500), 'HTTP 500'],
    ['a connection that breaks', breaksOff, /^network (ECONNRESET|UND_ERR_SOCKET)$/],
    ['a connection that breaks in the middle of the answer', breaksOffHalfway, /^network/],
  ])('not a POST after %s: it may have taken effect', async (_name, behaviour, failure) => {
    stage.server.behave(behaviour);
    const error = await errorOf(made().remote.request(post));
    expect(error).toMatchObject({
      decision: { kind: 'verify-first', notBefore: null },
      mayHaveTakenEffect: true,
    });
    expect(error.failure).toMatch(failure);
    expect(stage.server.received).toHaveLength(1);
  });

  test('a POST that was turned away, or that its caller vouches for', async () => {
    stage.server.behave(answers(429), good);
    expect((await made().remote.request(post)).data).toEqual({ id: 'x' });
    stage.server.behave(breaksOff, good);
    expect((await made().remote.request({ ...post, isRepeatable: true })).data).toEqual({ id: 'x' });
    expect(stage.server.received.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  test('not for ever', async () => {
    stage.server.behave(answers(503));
    expect(await errorOf(made().remote.request(get))).toMatchObject({
      decision: { kind: 'retry' },
      status: 503,
    });
    expect(stage.server.received).toHaveLength(3);
  });

  test('nobody listens: the POST cannot have taken effect', async () => {
    const gone = await startRemoteServer();
    await gone.stop();
    const error = await errorOf(testRemote(stage.clock, { baseUrl: gone.url }).remote.request(post));
    expect(error).toMatchObject({
      decision: { kind: 'retry' },
      failure: 'network ECONNREFUSED',
      mayHaveTakenEffect: false,
    });
    expect(stage.clock.waits).toHaveLength(2);
  });
});

describe('when the remote asks for time', () => {
  const inAMinute = Date.parse('2026-03-01T12:01:00Z');

  test.each([
    ['in seconds', '60'],
    ['with a date', 'Sun, 01 Mar 2026 12:01:00 GMT'],
  ])('%s: the caller is told when, and nobody calls before', async (_name, value) => {
    stage.server.behave(answers(429, { error: { message: 'Slow down' } }, { 'retry-after': value }));
    const { remote, status } = made();
    const error = await errorOf(remote.request(get));
    expect(error).toMatchObject({
      decision: { kind: 'retry', notBefore: inAMinute },
      message: 'The remote answered 429: “Slow down”',
    });
    expect(status.reports).toEqual(['hold: The remote answered 429: “Slow down”']);
    expect(await errorOf(remote.request(get))).toMatchObject({
      failure: 'held back',
      decision: { notBefore: inAMinute },
    });
    expect(stage.server.received).toHaveLength(1);

    stage.server.behave(good);
    stage.clock.pass(60_000);
    expect((await remote.request(get)).status).toBe(200);
  });

  test('a short time is waited for', async () => {
    stage.server.behave(answers(503, undefined, { 'retry-after': '2' }), good);
    expect((await made().remote.request(get)).status).toBe(200);
    expect(stage.clock.waits).toEqual([2000]);
  });

  test('in its own words, even with a good answer', async () => {
    stage.server.behave(answers(200, { id: 'x' }, { 'x-usage': '60000' }));
    const { remote } = made({
      policy: { hintOf: ({ headers }, now) => now + Number(headers.get('x-usage')) },
    });
    await remote.request(get);
    expect(await errorOf(remote.request(get))).toMatchObject({
      decision: { kind: 'retry', notBefore: inAMinute },
    });
  });
});

describe('the circuit', () => {
  const impatient = { patience: { retries: 0 }, circuit: { failures: 3, openMs: 30_000 } };

  test('opens when it fails again and again, lets one try after a while, and closes when that works', async () => {
    stage.server.behave(answers(500));
    const { remote, status } = made(impatient);
    for (let call = 0; call < 3; call += 1)
      expect(await errorOf(remote.request(get))).toMatchObject({ status: 500 });
    expect(status.reports).toEqual(['hold: The remote does not answer.']);
    const openUntil = stage.clock.now() + 30_000;
    expect(await errorOf(remote.request(get))).toMatchObject({
      decision: { kind: 'retry', notBefore: openUntil },
    });
    expect(stage.server.received).toHaveLength(3);

    stage.clock.pass(30_000);
    expect(await errorOf(remote.request(get))).toMatchObject({ status: 500 });
    expect(await errorOf(remote.request(get))).toMatchObject({ decision: { notBefore: openUntil + 30_000 } });
    expect(stage.server.received).toHaveLength(4);

    stage.server.behave(good);
    stage.clock.pass(30_000);
    await remote.request(get);
    await remote.request(get);
    expect(stage.server.received).toHaveLength(2);
  });

  test('stays closed when it is our requests that are wrong, or too many', async () => {
    stage.server.behave(answers(400), answers(429));
    const { remote } = made(impatient);
    for (let call = 0; call < 8; call += 1) await errorOf(remote.request(get));
    expect(stage.server.received).toHaveLength(8);
  });
});
