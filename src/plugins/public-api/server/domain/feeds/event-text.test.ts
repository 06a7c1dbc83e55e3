import { eventView } from '../../../../../../tests/support/event-view';
import { descriptionOf } from './event-text';
import { localSpan } from './local-time';

const url = 'https://club.test/events/night';
const { start_time, end_time } = eventView();
const span = localSpan(start_time, end_time, 'Europe/Rome', 'en');

describe('descriptionOf', () => {
  it('tells all of an event', () => {
    expect(descriptionOf(eventView(), url)).toBe(
      [
        'A long night',
        '',
        'Line-up:',
        '22:30 Élodie Vesper (headliner)',
        'Zed (DJ)',
        '',
        span,
        'Second Life: Sat 21 Nov 2026, 1:00 PM PST',
        '',
        'The Main Cave',
        'https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
        '',
        'https://club.test/events/night',
      ].join('\n'),
    );
  });

  it('leaves out what there is not', () => {
    const bare = eventView({ description: null, artists: [], location: null });
    expect(descriptionOf(bare, url).split('\n\n')).toEqual([
      `${span}\nSecond Life: Sat 21 Nov 2026, 1:00 PM PST`,
      url,
    ]);
  });

  it('speaks the language of the reader, and says what has become of the event', () => {
    const cancelled = descriptionOf(eventView({ language: 'it', status: 'cancelled' }), url);
    expect(cancelled).toMatch(/^Annullato\n\nA long night\n\nProgramma:\n/);
    expect(descriptionOf(eventView({ language: 'fr', status: 'postponed' }), url)).toMatch(/^Reporté\n/);
  });

  it('says nothing of a role it does not know', () => {
    const zed = { slug: 'zed', name: null, role: 'juggler', start_time: null, end_time: null };
    expect(descriptionOf(eventView({ artists: [zed] }), url)).toContain('Line-up:\nzed\n');
  });
});
