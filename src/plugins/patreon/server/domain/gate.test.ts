import { isGated, type Gate } from '../../../content/server/domain/public';
import { mayRead, nonPatron, type Viewer } from './gate';

const byTier: Gate = { tier: 'minimumTier', fields: ['body'], whole: false };
const whole: Gate = { tier: 'minimumTier', fields: ['body', 'media'], whole: true };

describe('a row', () => {
  it.each<[string, Gate, Record<string, unknown>, boolean]>([
    ['without a tier is open', byTier, { minimumTier: null }, false],
    ['with a tier is gated', byTier, { minimumTier: { id: 1 } }, true],
    ['whose tier was not read is gated', byTier, {}, true],
    ['of a type that is gated whole is gated', whole, { minimumTier: null }, true],
  ])('%s', (_name, gate, row, gated) => {
    expect(isGated(gate, row)).toBe(gated);
    expect(mayRead(gate, row, nonPatron)).toBe(!gated);
  });

  it('is read if the viewer opens it, in gated types too', () => {
    const opensFirst: Viewer = { opens: (row) => row['id'] === 1 };
    expect(mayRead(byTier, { id: 1, minimumTier: { id: 7 } }, opensFirst)).toBe(true);
    expect(mayRead(byTier, { id: 2, minimumTier: { id: 7 } }, opensFirst)).toBe(false);
    expect(mayRead(whole, { id: 1, minimumTier: null }, opensFirst)).toBe(true);
  });

  it('is always readable in a type without a gate', () => expect(mayRead(null, {}, nonPatron)).toBe(true));
});
