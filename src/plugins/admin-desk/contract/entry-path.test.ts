import { entryPath, listPath } from './entry-path';

const entry = '/content-manager/collection-types/api::event.event/k1x9';

it('leads to an entry in English, or in another language', () => {
  expect(entryPath('api::event.event', 'k1x9')).toBe(`${entry}?plugins%5Bi18n%5D%5Blocale%5D=en`);
  expect(entryPath('api::event.event', 'k1x9', 'it')).toBe(`${entry}?plugins%5Bi18n%5D%5Blocale%5D=it`);
});

it('leads to a list', () => {
  expect(listPath('api::event.event')).toBe('/content-manager/collection-types/api::event.event');
});
