import { componentsIn, withLabels, withNames, withPermissionLabels } from './schema-texts';

const texts: Record<string, string> = {
  'content-manager.content-types.api::event.event': 'Eventi',
  'content-manager.content-types.api::event.event.startTime': 'Inizio',
  'content-manager.content-types.api::event.event.startTime.hint': 'Quando comincia',
  'content-manager.components.club.link': 'Link',
  'content-manager.components.club.link.url': 'Indirizzo',
};
const find = (id: string): string | undefined => texts[id];
const schema = (uid: string, displayName: string) => ({
  uid,
  info: { displayName, icon: 'x' },
  attributes: {},
});

it('names types and components, and leaves those without a text', () => {
  const data = {
    fieldSizes: { string: 6 },
    contentTypes: [schema('api::event.event', 'Event'), schema('plugin::x.y', 'Y')],
    components: [schema('club.link', 'Link entry')],
  };
  expect(withNames(data, find)).toEqual({
    fieldSizes: { string: 6 },
    contentTypes: [schema('api::event.event', 'Eventi'), schema('plugin::x.y', 'Y')],
    components: [schema('club.link', 'Link')],
  });
});

it('labels attributes in forms and lists, and explains them', () => {
  const metadatas = (name: string, label: string, description = '') => ({
    [name]: { edit: { label, description, editable: true }, list: { label, sortable: true } },
  });
  const layouts = { list: ['startTime'] };
  const of = (event: object, link: object) => ({
    contentType: { uid: 'api::event.event', layouts, metadatas: event },
    components: { 'club.link': { metadatas: link } },
  });
  const data = of(
    { ...metadatas('startTime', 'startTime'), ...metadatas('other', 'other', 'As configured') },
    metadatas('url', 'url'),
  );
  expect(withLabels(data, find)).toEqual(
    of(
      {
        ...metadatas('startTime', 'Inizio', 'Quando comincia'),
        ...metadatas('other', 'other', 'As configured'),
      },
      metadatas('url', 'Indirizzo'),
    ),
  );
});

it('names types and attributes in what a role may do', () => {
  const layout = (label: string, attribute: string) => ({
    conditions: [],
    sections: {
      plugins: [],
      collectionTypes: {
        actions: [],
        subjects: [
          {
            uid: 'api::event.event',
            label,
            properties: [
              { value: 'fields', label: 'Fields', children: [{ value: 'startTime', label: attribute }] },
              { value: 'locales', label: 'Locales', children: [{ value: 'startTime', label: 'startTime' }] },
            ],
          },
        ],
      },
    },
  });
  expect(withPermissionLabels(layout('Event', 'startTime'), find, componentsIn(null))).toEqual(
    layout('Eventi', 'Inizio'),
  );
});

it('names the attributes of components, and of components in them, in what a role may do', () => {
  const componentOf = componentsIn({
    data: {
      contentTypes: [
        { uid: 'api::event.event', attributes: { startTime: {}, lineUp: { component: 'club.line-up' } } },
      ],
      components: [
        { uid: 'club.line-up', attributes: { url: {}, links: { component: 'club.link' } } },
        { uid: 'club.link', attributes: { url: {} } },
      ],
    },
  });
  const layout = (inner: string) => {
    const url = { value: 'url', label: 'url' };
    const links = { value: 'links', label: 'links', children: [{ ...url, label: inner }] };
    const lineUp = { value: 'lineUp', label: 'lineUp', required: true, children: [url, links] };
    const properties = [{ value: 'fields', label: 'Fields', children: [lineUp] }];
    const subjects = [{ uid: 'api::event.event', label: 'Eventi', properties }];
    return { sections: { collectionTypes: { subjects } } };
  };
  expect(withPermissionLabels(layout('url'), find, componentOf)).toEqual(layout('Indirizzo'));
});

it.each([undefined, null, {}, { contentTypes: 'none' }])('leaves what it does not know: %j', (data) => {
  expect(withNames(data, find)).toBe(data);
  expect(withLabels(data, find)).toBe(data);
  expect(withPermissionLabels(data, find, componentsIn(null))).toBe(data);
});
