import type { Attributes } from '../schema-state';
import { unreadableFields } from './unreadable';

const components: Readonly<Record<string, Attributes>> = {
  entry: { startTime: { type: 'datetime' }, name: { type: 'string' } },
};
const attributes: Attributes = {
  title: { type: 'string' },
  startTime: { type: 'datetime' },
  amountCents: { type: 'integer', customField: 'plugin::content.money' },
  lineUp: { type: 'component', component: 'entry', repeatable: true },
  theme: { type: 'component', component: 'entry' },
};
const instant = '2027-11-07T05:30:00.000Z';
const local = '2027-11-07T01:30';

describe('unreadableFields', () => {
  it.each<[string, Record<string, unknown>, [string, string, string][]]>([
    ['what is readable', { title: local, startTime: instant, amountCents: 300, lineUp: [] }, []],
    ['what is empty', { startTime: null, amountCents: '', lineUp: null, theme: null }, []],
    ['a time without offset', { startTime: local }, [['startTime', 'time', local]]],
    [
      'a year that is half typed',
      { startTime: '0007-05-02T20:00' },
      [['startTime', 'time', '0007-05-02T20:00']],
    ],
    ['an amount that is none', { amountCents: '9,5 gold' }, [['amountCents', 'money', '9,5 gold']]],
    [
      'a row of several',
      { lineUp: [{ startTime: instant }, { startTime: local, name: local }] },
      [['lineUp.1.startTime', 'time', local]],
    ],
    ['a single component', { theme: { startTime: local } }, [['theme.startTime', 'time', local]]],
  ])('%s', (_, values, expected) => {
    const found = unreadableFields(values, attributes, (component) => components[component] ?? {});
    expect(found.map(({ path, kind, text }) => [path.join('.'), kind, text])).toEqual(expected);
  });
});
