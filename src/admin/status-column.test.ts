import { withStatusFirst } from './status-column';

it('what Strapi adds last comes first, and what it maps is mapped', () => {
  const { displayedHeaders, layout } = withStatusFirst({
    displayedHeaders: ['title', 'date'],
    layout: 'list',
  });
  // As in the content manager's ListViewPage.
  const headers = displayedHeaders.map((name) => ({ name }));
  headers.push({ name: 'status' });
  expect(headers.map(({ name }) => name)).toEqual(['status', 'title', 'date']);
  expect([...displayedHeaders, layout]).toEqual(['title', 'date', 'list']);
});
