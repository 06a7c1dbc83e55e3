import { EventEmitter } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import eventLoop from './event-loop';

it('logs by whom the event loop was held for more than a second', async () => {
  jest.useFakeTimers({ doNotFake: ['performance'] });
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const turn = () => {
    now += 250;
    jest.advanceTimersByTime(250);
  };
  const warn = jest.fn();
  const httpServer = new EventEmitter();
  const watch = eventLoop(
    {},
    { strapi: { log: { warn }, server: { httpServer } } as unknown as Core.Strapi },
  );
  const request = (path: string, heldMs: number) =>
    watch({ method: 'GET', path } as Context, async () => void (now += heldMs));

  turn();
  await request('/api/quick', 900);
  turn();
  expect(warn).not.toHaveBeenCalled();
  await request('/api/slow', 1100);
  turn();
  expect(warn.mock.calls).toEqual([
    [
      expect.stringMatching(
        /^Nothing was answered for 1\d{3} ms; in progress: GET \/api\/slow \(for 1\d{3} ms\)$/,
      ),
    ],
  ]);
  httpServer.emit('close');
  expect(jest.getTimerCount()).toBe(0);
});
