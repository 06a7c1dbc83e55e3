import exclusive from '../../../../api/exclusive/content-types/exclusive/schema.json';
import location from '../../../../api/location/content-types/location/schema.json';
import post from '../../../../api/post/content-types/post/schema.json';
import { gateOf, type Gate } from './public';

const byTier: Gate = { tier: 'minimumTier', fields: ['body'], whole: false };
const whole: Gate = { tier: 'minimumTier', fields: ['body', 'media'], whole: true };

describe('the declaration of a schema', () => {
  it.each([
    ['a post', post, byTier],
    ['an exclusive', exclusive, whole],
    ['a location', location, null],
    ['no options', {}, null],
    ['options of others', { pluginOptions: { patreon: {} } }, null],
  ])('%s', (_name, contentType, gate) => expect(gateOf(contentType)).toEqual(gate));

  it.each([
    ['no tier', { fields: ['body'] }],
    ['no fields', { tier: 'minimumTier', fields: [] }],
    ['nothing', null],
  ])('%s is no gate', (_name, gate) =>
    expect(() => gateOf({ pluginOptions: { patreon: { gate } } })).toThrow(),
  );

  it.each([post, exclusive])('names attributes that $info.singularName has', (contentType) => {
    const gate = gateOf(contentType);
    expect(Object.keys(contentType.attributes)).toEqual(
      expect.arrayContaining([gate?.tier, ...(gate?.fields ?? ['a gate'])]),
    );
  });
});
