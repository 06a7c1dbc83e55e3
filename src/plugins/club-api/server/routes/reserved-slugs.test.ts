import { slugFault, slugPattern } from '../../../content/server/domain/slug-form';
import { routes } from '.';

const uids = new Map([
  ['/locations', 'api::location.location'],
  ['/artists', 'api::artist.artist'],
  ['/events', 'api::event.event'],
  ['/blog', 'api::post.post'],
]);

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const paths = routes.map(({ path }) => path);
const folders = paths.filter((path) => nameOf(path) === ':slug').map(folderOf);

it('knows the type of every path that ends in a slug', () => {
  expect(folders.filter((folder) => !uids.has(folder))).toEqual([]);
});

it.each(folders)('no document can take the address of a route beside %s/:slug', (folder) => {
  const siblings = paths.filter((path) => folderOf(path) === folder).map(nameOf);
  const possible = siblings.filter((name) => slugPattern.test(name));
  expect(possible.filter((name) => slugFault(uids.get(folder) ?? '', name) === undefined)).toEqual([]);
});
