import { firstPage, graphqlPage, noPage } from './server-page';
import { languages } from '../../../../shared/server/languages';

const hostile = '<b>&';
const event = { title: hostile, slug: 'ember', start_time: '2090-01-01T20:00:00.000Z' };

describe.each(languages)('pages of the server in %s', (language) => {
  it('name the club and what is on as texts', () => {
    const now = { on_stage: [event], next: { ...event, title: null } };
    const { html } = firstPage(language, hostile, now);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toContain(hostile);
    expect(html.match(/<dd>/g)).toHaveLength(2);
    expect(html).toContain('<dd>ember<br><small>');
  });

  it('are there when what is on cannot be read, and when nothing is', () => {
    const nothing = { on_stage: [], next: null };
    for (const now of [null, nothing]) expect(firstPage(language, 'Club', now).html).not.toContain('<dl>');
  });

  it('explain GraphQL', () => {
    const { html } = graphqlPage(language);
    expect(html).toContain('<code>{"query": "{ events { title } }"}</code>');
    expect(html).toContain('<code>application/json</code>');
  });

  it('tell an address where nothing is from one that is none', () => {
    expect(noPage(language, 'missing').html).not.toBe(noPage(language, 'malformed').html);
  });
});
