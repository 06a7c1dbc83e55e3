import { gzipSync } from 'node:zlib';
import { errorOf, testRemote } from '../support/remote';
import { answers, answersText, hangs, startRemoteServer } from '../support/remote-server';
import { get, good, post, remoteStage } from '../support/remote-stage';

const { made, stage } = remoteStage();

describe('answers of no use', () => {
  test.each([
    ['what is not JSON', answersText(200, '<html>'), 'retry', 'answer is not JSON'],
    ['JSON of another form', answers(200, { id: 1 }), 'give-up', 'answer has another form'],
    ['nothing where something should be', answersText(200, ''), 'give-up', 'answer has another form'],
  ])('%s', async (_name, behaviour, kind, failure) => {
    stage.server.behave(behaviour);
    expect(await errorOf(made({ patience: { retries: 0 } }).remote.request(get))).toMatchObject({
      decision: { kind },
      failure,
    });
    expect(await errorOf(made().remote.request(post))).toMatchObject({ mayHaveTakenEffect: true });
  });

  test.each([
    ['announced', answersText(200, Buffer.alloc(5000))],
    ['not announced', answersText(200, Buffer.alloc(5000), { 'transfer-encoding': 'chunked' })],
    [
      'small until it is unpacked',
      answersText(200, gzipSync(Buffer.alloc(500_000)), { 'content-encoding': 'gzip' }),
    ],
  ])('one that is too large: %s', async (_name, behaviour) => {
    stage.server.behave(behaviour);
    const { remote, log } = made({ limits: { answerBytes: 1000 } });
    const error = await errorOf(remote.request(get));
    expect(error).toMatchObject({
      decision: { kind: 'give-up' },
      message: 'What The remote answered is too large',
    });
    expect(log).toMatchObject([{ outcome: 'never', answer: null, failure: 'answer is too large' }]);
  });

  test('a person must act', async () => {
    stage.server.behave(answers(401, { error: { message: 'Token abc@def.ghi is void' } }));
    const { remote, status } = made();
    const error = await errorOf(remote.request(get));
    expect(error).toMatchObject({
      decision: { kind: 'action-required' },
      body: { error: { message: 'Token abc@def.ghi is void' } },
    });
    expect(error.message).toBe('The remote answered 401: “Token [masked] is void”');
    expect(status.reports).toEqual(['broke: The remote answered 401: “Token [masked] is void” / null']);
  });
});

describe('time', () => {
  test('one that hangs is given up', async () => {
    stage.server.behave(hangs);
    const { remote, log } = made();
    const call = errorOf(remote.request(post));
    await stage.server.hasReceived(1);
    stage.clock.timeUp();
    expect(await call).toMatchObject({
      decision: { kind: 'verify-first' },
      failure: 'timeout',
      mayHaveTakenEffect: true,
    });
    expect(log).toMatchObject([{ outcome: 'again', failure: 'timeout' }]);
  });

  test('one that hangs in the middle of its answer is given up', async () => {
    stage.server.behave((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    const call = errorOf(made().remote.request(post));
    await stage.server.hasReceived(1);
    stage.clock.timeUp();
    expect(await call).toMatchObject({ failure: 'timeout' });
  });

  test('the caller may give it up, and gets the own reason', async () => {
    stage.server.behave(hangs);
    const { remote, log } = made();
    const caller = new AbortController();
    const call = remote.request({ ...get, signal: caller.signal });
    await stage.server.hasReceived(1);
    caller.abort(new Error('cancelled by Ada'));
    await expect(call).rejects.toThrow('cancelled by Ada');
    expect(log).toMatchObject([{ outcome: 'again', failure: 'aborted' }]);
  });
});

describe('where it leads', () => {
  test('another path of the same host is followed with credentials', async () => {
    stage.server.behave(answersText(302, '', { location: '/there' }), good);
    await made().remote.request({ ...get, headers: { authorization: 'Bearer abc' } });
    expect(stage.server.received[1]).toMatchObject({
      url: '/there',
      headers: { authorization: 'Bearer abc' },
    });
  });

  test('another host gets none', async () => {
    const other = await startRemoteServer();
    other.behave(good);
    stage.server.behave(answersText(302, '', { location: `${other.url}/there` }));
    const headers = { authorization: 'Bearer abc', cookie: 'a=b', 'x-api-key': 'c' };
    await made().remote.request({ ...get, headers });
    expect(Object.keys(other.received[0]?.headers ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/authorization|cookie|x-api-key/)]),
    );
    await other.stop();
  });

  test('less than https is not followed', async () => {
    stage.server.behave(answersText(302, '', { location: 'http://club.example/' }));
    expect(await errorOf(made().remote.request(get))).toMatchObject({
      decision: { kind: 'give-up' },
      failure: 'answer redirects to an address that is not safe',
    });
  });

  test('a circle has an end', async () => {
    stage.server.behave(answersText(302, '', { location: '/it' }));
    expect(await errorOf(made().remote.request(get))).toMatchObject({
      failure: 'answer redirects too often',
    });
    expect(stage.server.received).toHaveLength(6);
  });

  test('a write is not', async () => {
    stage.server.behave(answersText(307, '', { location: '/there' }));
    expect(await errorOf(made().remote.request(post))).toMatchObject({
      decision: { kind: 'give-up' },
      status: 307,
    });
    expect(stage.server.received).toHaveLength(1);
  });

  test('plain http is for this machine alone', () => {
    expect(() => testRemote(stage.clock, { baseUrl: 'http://club.example' })).toThrow('is not https');
  });
});
