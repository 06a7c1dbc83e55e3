import type { Page } from 'playwright-core';
import { z } from 'zod';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { goOn } from '../support/consequences-dialog';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn } from '../support/sign-in';
import { typedNatively } from '../support/typed-natively';
import { until } from '../support/until';

const types = '/content-manager/collection-types';
const events = `${types}/api::event.event`;

let club: ServedClub;
let browser: Browser;
let api: AdminApi;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false', CLUB_TIMEZONE: 'Europe/Lisbon' });
  api = await logInAsAdministrator(club.url);
  browser = await openBrowser({ timezoneId: 'Asia/Tokyo' });
  await signIn(browser.page, club.url);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const made = z.object({ data: z.object({ documentId: z.string() }) });
const make = async (path: string, data: object): Promise<string> =>
  made.parse(await api.post(`${path}?locale=en`, data)).data.documentId;

const event = z.object({
  start_time: z.string(),
  end_time: z.string(),
  timezone: z.string(),
  artists: z.array(z.object({ name: z.string(), start_time: z.string().nullable() })),
});
async function shown(slug: string): Promise<z.infer<typeof event> | null> {
  const answer = await fetch(`${club.url}/api/v1/events/${slug}`);
  return answer.ok ? z.object({ data: event }).parse(await answer.json()).data : null;
}
const published = async (slug: string) =>
  until(
    () => shown(slug),
    (found) => found !== null,
  );

const open = (page: Page, id: string) =>
  page.goto(`${club.url}/admin${events}/${id}?plugins[i18n][locale]=en`);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const holds = (page: Page, name: string, value: string) =>
  until(
    () => field(page, name).inputValue(),
    (text) => text === value,
  );

async function saves(page: Page): Promise<void> {
  const answer = page.waitForResponse((each) => /PUT|POST/.test(each.request().method()) && each.ok());
  await button(page, 'Save').click();
  await answer;
}

test('an evening in New York is typed in Tokyo, and moved with all that belongs to it', () =>
  browser.watch('new york evening', async (page) => {
    await page.goto(`${club.url}/admin${events}/create?plugins[i18n][locale]=en`);
    await field(page, 'title').fill('Ember Hour');
    await field(page, 'timezone').click();
    // The club's own zone, Second Life's and those of most guests come before all others.
    const options = page.getByRole('option');
    expect((await options.allTextContents()).slice(0, 4).map((text) => text.replace(/ \(.*/, ''))).toEqual([
      'Europe/Lisbon',
      'America/Los Angeles',
      'America/New York',
      'Europe/London',
    ]);
    await field(page, 'timezone').fill('new york');
    await options.filter({ hasText: 'America/New York' }).click();
    await field(page, 'startTime').fill('2030-12-16T21:00');
    await page.getByText('Mon, Dec 16, 2030, 9:00 PM (New York)').waitFor();
    await page.getByText('6:00 PM SLT').waitFor();
    await page.getByText('Here: Tue, Dec 17, 2030, 11:00 AM (Tokyo)').waitFor();
    // By keyboard, part by part: the same whether the browser puts the day or the month first, and counts to 12 or 24.
    await field(page, 'endTime').focus();
    await page.keyboard.type('121220300930A');
    await holds(page, 'endTime', '2030-12-12T09:30');
    await field(page, 'endTime').fill('2030-12-16T23:00');

    await field(page, 'startTime').fill('2030-12-18T21:30');
    await page.getByText('Moved along: the end.').waitFor();
    await holds(page, 'endTime', '2030-12-18T23:30');
    await button(page, 'Leave them where they were').click();
    await holds(page, 'endTime', '2030-12-16T23:00');
    await field(page, 'startTime').fill('2030-12-16T21:00');
    await field(page, 'endTime').fill('2030-12-16T23:00');

    await button(page, 'Publish').click();
    await goOn(page, 'Publish');
    const times = { start_time: '2030-12-17T02:00:00.000Z', end_time: '2030-12-17T04:00:00.000Z' };
    expect(await published('ember-hour')).toMatchObject({ ...times, timezone: 'America/New_York' });

    await field(page, 'timezone').click();
    await field(page, 'timezone').fill('london');
    await options.filter({ hasText: 'Europe/London' }).click();
    await page.getByText('All times stay as typed, now on the clocks of London.').waitFor();
    await holds(page, 'startTime', '2030-12-16T21:00');
    await button(page, 'Keep the same moments instead').click();
    await holds(page, 'startTime', '2030-12-17T02:00');
  }));

test('a time that the clocks skip or repeat is asked about', () =>
  browser.watch('clocks change', async (page) => {
    const times = { startTime: '2030-10-26T20:00:00.000Z', endTime: '2030-10-26T22:00:00.000Z' };
    const id = await make(events, { title: 'Late', slug: 'late', timezone: 'Europe/Rome', ...times });
    await open(page, id);
    await holds(page, 'endTime', '2030-10-27T00:00');

    await field(page, 'endTime').fill('2030-10-27T02:30');
    await page.getByText('Choose which of the two you mean').waitFor();
    await button(page, 'Save').click();
    await page.getByText('Ends: Choose which of the two you mean').first().waitFor();
    await page.getByRole('radio', { name: 'The second (UTC+1), Sat, Oct 26, 6:30 PM SLT' }).click();
    await page.getByText('Choose which of the two you mean').waitFor({ state: 'detached' });
    await saves(page);
    const stored = z.object({ data: z.object({ endTime: z.string() }) });
    expect(stored.parse(await api.get(`${events}/${id}?locale=en`)).data.endTime).toBe(
      '2030-10-27T01:30:00.000Z',
    );

    await field(page, 'startTime').fill('2030-03-31T02:30');
    await page.getByText('This time does not exist in the event’s time zone').waitFor();
    await button(page, 'Save').click();
    await page.getByText('Starts: This time does not exist in the event’s time zone').first().waitFor();
    await button(page, 'Use 3:00 AM').click();
    await holds(page, 'startTime', '2030-03-31T03:00');
    // Five months and a day less than an hour earlier, with as much of the night as before.
    await holds(page, 'endTime', '2030-03-31T08:30');

    await field(page, 'endTime').fill('0030-03-31T08:30');
    await button(page, 'Save').click();
    await page.getByText('Ends: Must be a date in the years 2000 to 2099').first().waitFor();
    await holds(page, 'endTime', '0030-03-31T08:30');
  }));

async function lineUp(slug: string): Promise<string> {
  const connect = async (name: string) => {
    const path = `${types}/api::artist.artist`;
    const documentId = await make(path, { name, slug: `${name.toLowerCase()}-${slug}` });
    await api.post(`${path}/${documentId}/actions/publish?locale=en`, {});
    return { connect: [{ documentId, locale: 'en' }], disconnect: [] };
  };
  const at = (hour: number) => `2030-12-16T${hour}:00:00.000Z`;
  return make(events, {
    title: slug,
    slug,
    timezone: 'Europe/Rome',
    startTime: at(19),
    endTime: at(22),
    links: [{ kind: 'website', url: 'https://example.com/tickets' }],
    lineUp: [
      { role: 'headliner', artist: await connect('Liraelle'), startTime: at(20), endTime: at(21) },
      { role: 'support', artist: await connect('Tobia'), startTime: at(19), endTime: at(20) },
    ],
  });
}

test('rows say what they are, dragging orders the line-up, and a new entry follows the last', () =>
  browser.watch('line-up', async (page) => {
    await open(page, await lineUp('dragged'));
    const liraelle = button(page, 'Headliner · Liraelle · 9:00 PM–10:00 PM');
    const tobia = button(page, 'Support act · Tobia · 8:00 PM–9:00 PM');
    await liraelle.waitFor();
    await tobia.waitFor();
    await button(page, 'Website · https://example.com/tickets').waitFor();

    await button(page, 'Drag').nth(1).focus();
    for (const key of [' ', 'ArrowUp', ' ']) await page.keyboard.press(key);
    await liraelle.click();
    await holds(page, 'lineUp.1.startTime', '2030-12-16T21:00');
    expect(await page.getByLabel('Order').count()).toBe(0);

    await button(page, 'Add an entry').first().click();
    await holds(page, 'lineUp.2.startTime', '2030-12-16T22:00');
    await holds(page, 'lineUp.2.endTime', '2030-12-16T23:00');
    await button(page, 'Headliner · no artist yet · 10:00 PM–11:00 PM').waitFor();

    await field(page, 'startTime').fill('2030-12-17T20:00');
    await page.getByText('Moved along: the end and the line-up.').waitFor();
    await holds(page, 'lineUp.2.endTime', '2030-12-17T23:00');
    await button(page, 'Publish').click();
    await goOn(page, 'Publish');
    const { artists } = (await published('dragged')) ?? { artists: [] };
    expect(artists).toEqual(
      [
        { name: 'Tobia', start_time: '2030-12-17T19:00:00.000Z' },
        { name: 'Liraelle', start_time: '2030-12-17T20:00:00.000Z' },
      ].map((each) => expect.objectContaining(each)),
    );
  }));

test('a date that is typed over another is the one that was typed', () =>
  browser.watch('typed over', async (page) => {
    await open(page, await lineUp('typed'));
    await button(page, 'Headliner · Liraelle · 9:00 PM–10:00 PM').click();
    await field(page, 'announceAt').fill('2030-12-01T12:00');
    for (const name of ['announceAt', 'lineUp.0.startTime', 'endTime', 'startTime'])
      for (const keys of ['01052027', '11052027', '10052026']) {
        const before = await field(page, name).inputValue();
        const plain = await typedNatively(page, before, keys);
        expect(plain).toMatch(new RegExp(`^${keys.slice(-4)}-.*${before.slice(-6)}$`));
        await field(page, name).focus();
        await page.keyboard.type(keys);
        await holds(page, name, plain);
      }

    // Half a date is not shown as if it were kept.
    await field(page, 'announceAt').fill('');
    await field(page, 'announceAt').focus();
    await page.keyboard.type('11');
    await field(page, 'title').focus();
    expect(await page.evaluate(`document.querySelector('[name=announceAt]').validity.badInput`)).toBe(false);
  }));

test('lists show the zone, prices are typed as money, and colours picked', () =>
  browser.watch('lists and fields', async (page) => {
    await make(events, {
      title: 'Listed',
      slug: 'listed',
      timezone: 'America/New_York',
      startTime: '2030-12-17T02:00:00.000Z',
      endTime: '2030-12-17T04:00:00.000Z',
    });
    await page.goto(`${club.url}/admin${events}?plugins[i18n][locale]=en&_q=listed`);
    await page.getByRole('gridcell').getByText('Mon, Dec 16, 2030, 9:00 PM (New York)').waitFor();
    await page.getByRole('gridcell').getByText('6:00 PM SLT').waitFor();

    const tiers = `${types}/api::patreon-tier.patreon-tier`;
    const tier = await make(tiers, { name: 'Gold', slug: 'gold', amountCents: 900, currency: 'EUR' });
    await page.goto(`${club.url}/admin${tiers}/${tier}?plugins[i18n][locale]=en`);
    await holds(page, 'amountCents', '9.00');
    await field(page, 'amountCents').fill('9,5 gold');
    await page.getByText('Must be an amount such as 3.00').waitFor();
    await field(page, 'amountCents').fill('12,50');
    await saves(page);
    await holds(page, 'amountCents', '12.50');
    await page.goto(`${club.url}/admin${tiers}?plugins[i18n][locale]=en`);
    await page.getByRole('gridcell', { name: '€12.50' }).waitFor();

    const places = `${types}/api::location.location`;
    const theme = { primaryColor: '#102030' };
    const place = await make(places, { name: 'Cave', slug: 'cave', moodCategory: 'hybrid', theme });
    await page.goto(`${club.url}/admin${places}/${place}?plugins[i18n][locale]=en`);
    await holds(page, 'theme.primaryColor', '#102030');
    await page.getByLabel(/^Pick a colour: Main colour/).fill('#aa5500');
    await holds(page, 'theme.primaryColor', '#aa5500');
    await saves(page);
  }));

test('the Italian panel says the same in Italian, also on a narrow screen', () =>
  browser.watch('times in italian', async (page) => {
    const id = await lineUp('italiano');
    await page.evaluate("localStorage.setItem('strapi-admin-language', 'it')");
    await page.setViewportSize({ width: 390, height: 900 });
    await open(page, id);
    await page.getByText('lun 16 dic 2030, 20:00 (Rome)').first().waitFor();
    await page.getByText('11:00 SLT').first().waitFor();
    await page.getByText(/^Da te: mar 17 dic 2030, 0?4:00 \(Tokyo\)/).waitFor();
    await button(page, 'Artista principale · Liraelle · 21:00–22:00').waitFor();
  }));
