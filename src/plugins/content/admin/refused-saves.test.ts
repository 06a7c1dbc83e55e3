import { unlessRefused } from './refused-saves';

jest.mock('@strapi/strapi/admin', () => ({ adminApi: {} }));

const tags = unlessRefused((_result: unknown, _error: unknown, { model }: { model: string }) => [model]);

it('a save that succeeds has the document asked for anew', () => {
  expect(tags({}, undefined, { model: 'api::event.event' })).toEqual(['api::event.event']);
  expect(unlessRefused(['Document'])({}, undefined)).toEqual(['Document']);
});

it('a refused one has nothing asked for', () => {
  expect(tags(undefined, { name: 'ValidationError' }, { model: 'api::event.event' })).toEqual([]);
});
