import fc from 'fast-check';
import { parseSlurl, slurlOf } from './slurl';

const cave = { region: 'Dreamers Cave', x: 128, y: 64, z: 23 };

it.each([
  'https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
  'http://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23/',
  'https://maps.secondlife.com/secondlife/Dreamers+Cave/128/64/23?title=The+Cave',
  'secondlife:///app/teleport/Dreamers%20Cave/128/64/23',
  'secondlife:///secondlife/Dreamers Cave/128/64/23',
  'secondlife://Dreamers%20Cave/128/64/23',
  'http://slurl.com/secondlife/Dreamers%20Cave/128/64/23/',
])('%s is a place', (text) => {
  expect(parseSlurl(text)).toEqual(cave);
});

it('is the middle of the region without coordinates', () => {
  expect(parseSlurl('secondlife://Ahern')).toEqual({ region: 'Ahern', x: 128, y: 128, z: 0 });
});

it.each([
  ['', 'nothing'],
  ['Dreamers Cave/128/64/23', 'no address'],
  ['https://example.com/secondlife/Ahern/1/2/3', 'another host'],
  ['https://maps.secondlife.com.evil.example/secondlife/Ahern/1/2/3', 'a host that begins like it'],
  ['https://maps.secondlife.com/secondlife/', 'no region'],
  ['https://maps.secondlife.com/secondlife/Ahern/257/2/3', 'beyond the region'],
  ['https://maps.secondlife.com/secondlife/Ahern/1/2/4097', 'beyond the sky'],
  ['https://maps.secondlife.com/secondlife/Ahern/1/2', 'two coordinates'],
  ['https://maps.secondlife.com/secondlife/Ahern/1/2/3/4', 'four coordinates'],
  ['https://maps.secondlife.com/secondlife/Ahern/1.5/2/3', 'a fraction'],
  ['https://maps.secondlife.com/secondlife/Ahern/-1/2/3', 'a negative one'],
  ['https://maps.secondlife.com/secondlife/%E0%A4%A/1/2/3', 'broken percent signs'],
  ['https://maps.secondlife.com/secondlife/A%3Cb%3E/1/2/3', 'no region’s name'],
  ['secondlife:///app/agent/2d6f1a3c-0000-4000-8000-000000000000/about', 'a profile'],
  ['javascript:alert(1)', 'a script'],
])('%s is none: %s', (text) => {
  expect(parseSlurl(text)).toBeNull();
});

it('comes back the same from the form that works everywhere', () => {
  const metres = fc.integer({ min: 0, max: 256 });
  const place = fc.record({
    region: fc.stringMatching(/^[A-Z][a-z0-9]{1,10}( [A-Z][a-z']{1,10})?$/),
    x: metres,
    y: metres,
    z: fc.integer({ min: 0, max: 4096 }),
  });
  fc.assert(fc.property(place, (each) => expect(parseSlurl(slurlOf(each))).toEqual(each)));
});
