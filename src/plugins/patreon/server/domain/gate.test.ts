import exclusive from '../../../../api/exclusive/content-types/exclusive/schema.json';
import location from '../../../../api/location/content-types/location/schema.json';
import post from '../../../../api/post/content-types/post/schema.json';
import { gateOf, isGated, locked, mayRead, nobody, type Gate, type Viewer } from './gate';

const byTier: Gate = { tier: 'minimumTier', fields: ['body'], whole: false };
const whole: Gate = { tier: 'minimumTier', fields: ['body', 'media'], whole: true };

describe('what a schema declares', () => {
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

describe('a row', () => {
  it.each<[string, Gate, Record<string, unknown>, boolean]>([
    ['without a tier is open', byTier, { minimumTier: null }, false],
    ['with a tier is gated', byTier, { minimumTier: { id: 1 } }, true],
    ['whose tier was not read is gated', byTier, {}, true],
    ['of a type that is gated whole is gated', whole, { minimumTier: null }, true],
  ])('%s', (_name, gate, row, gated) => {
    expect(isGated(gate, row)).toBe(gated);
    expect(mayRead(gate, row, nobody)).toBe(!gated);
    expect(locked(gate, row)).toBe(gated);
  });

  it('that a viewer opens is read, whole types too', () => {
    const opensFirst: Viewer = { opens: (row) => row['id'] === 1 };
    expect(mayRead(byTier, { id: 1, minimumTier: { id: 7 } }, opensFirst)).toBe(true);
    expect(mayRead(byTier, { id: 2, minimumTier: { id: 7 } }, opensFirst)).toBe(false);
    expect(locked(whole, { id: 1, minimumTier: null }, opensFirst)).toBe(false);
  });

  it('of a type without a gate is never locked', () => expect(locked(null, {})).toBe(false));
});
