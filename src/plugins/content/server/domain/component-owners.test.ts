import { typesHolding, type ComponentSchemas } from './component-owners';

const holding = (component: string) => ({ attributes: { held: { type: 'component', component } } });
const schemas: ComponentSchemas = {
  types: {
    event: { options: { draftAndPublish: true }, ...holding('entry') },
    page: { attributes: { blocks: { type: 'dynamiczone', components: ['block'] } } },
    artist: { attributes: { name: { type: 'string' } } },
  },
  components: {
    entry: holding('link'),
    block: holding('link'),
    link: { attributes: { url: { type: 'string' } } },
    alone: holding('alone'),
  },
};
const { event, page } = schemas.types;

it.each([
  ['of a type', 'entry', [event]],
  ['in a dynamic zone', 'block', [page]],
  ['within other components', 'link', [event, page]],
  ['of no type, and within itself', 'alone', []],
])('finds the types that hold a component %s', (_case, uid, types) => {
  expect(typesHolding(uid, schemas)).toEqual(types);
});
