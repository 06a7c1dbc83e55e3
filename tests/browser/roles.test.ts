import type { Page } from 'playwright-core';
import { z } from 'zod';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { consequencesDialog, goOn } from '../support/consequences-dialog';
import { plain } from '../support/files';
import { inviteStaff } from '../support/invite-staff';
import { watchTroubles, type Troubles } from '../support/page-troubles';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';
import type { StaffRole } from '../support/staff';

// What the club's own roles are offered, and what is hidden from them.
const types = '/content-manager/collection-types';
const [artists, events] = ['artist', 'event'].map((name) => `${types}/api::${name}.${name}`) as [
  string,
  string,
];
const night = {
  startTime: '2090-05-04T19:00:00.000Z',
  endTime: '2090-05-04T21:00:00.000Z',
  timezone: 'Europe/Rome',
};

let club: ServedClub;
let browser: Browser;
let api: AdminApi;
let troubles: Troubles;

const made = z.object({ data: z.object({ documentId: z.string() }) });
async function make(type: string, data: object, isPublished = false): Promise<string> {
  const { documentId } = made.parse(await api.post(`${type}?locale=en`, data)).data;
  if (isPublished) await api.post(`${type}/${documentId}/actions/publish?locale=en`, {});
  return documentId;
}

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  api = await logInAsAdministrator(club.url);
  browser = await openBrowser();
  troubles = watchTroubles(browser.page);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

async function become(code: StaffRole, firstname: string, language: string): Promise<void> {
  const { page } = browser;
  await page.setViewportSize({ width: 1400, height: 900 });
  const account = await inviteStaff(api, code, firstname);
  await page.goto(`${club.url}/admin/auth/login`);
  await signOut(page);
  await signIn(page, club.url, account);
  await page.evaluate(`localStorage.setItem('strapi-admin-language', '${language}')`);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const open = (page: Page, path: string, language = 'en') =>
  page.goto(`${club.url}/admin${path}?plugins[i18n][locale]=${language}`);
const headers = (page: Page) => page.locator('th');

describe('a Booker', () => {
  beforeAll(() => become('club-booker', 'Bo', 'en'));

  test('is asked before a public event is cancelled', () =>
    browser.watch('booker cancels', async (page) => {
      const id = await make(events, { title: 'Tonight', ...night }, true);
      await open(page, `${events}/${id}`);
      await page.getByRole('combobox', { name: /^Goes ahead/ }).click();
      await page.getByRole('option', { name: 'Cancelled' }).click();
      // It gives the focus back once it has closed.
      await page.getByRole('option', { name: 'Cancelled' }).waitFor({ state: 'detached' });
      await button(page, 'Publish').focus();
      await page.keyboard.press('Enter');
      const dialog = consequencesDialog(page);
      await dialog.getByText('The website and calendars show the event as cancelled.').waitFor();
      await browser.keep('roles booker cancels');
      const isScheduled = async (): Promise<boolean> =>
        (await (await fetch(`${club.url}/api/v1/events/tonight`)).text()).includes('"status":"scheduled"');
      expect(await isScheduled()).toBe(true);
      await goOn(page, 'Publish');
      await page.getByText('Published document').or(page.getByText('Success:')).first().waitFor();
      expect(await isScheduled()).toBe(false);
    }));

  test('gets the start of an event that has no end yet for its line-up, and rid of an error by mending it', () =>
    browser.watch('booker line-up', async (page) => {
      await open(page, `${events}/create`);
      await page.locator('[name="title"]').fill('Early');
      await page.locator('[name="timezone"]').waitFor();
      await page.locator('[name="startTime"]').fill('2090-05-04T21:00');
      await page
        .getByRole('button', { name: /No entry yet/ })
        .first()
        .click();
      const [start, end] = ['startTime', 'endTime'].map((name) => page.locator(`[name="lineUp.0.${name}"]`));
      if (!start || !end) throw new Error('There is no entry');
      await start.waitFor();
      await page.waitForFunction(
        `document.querySelector('[name="lineUp.0.startTime"]').value === '2090-05-04T21:00'`,
      );
      await page.locator('[name="endTime"]').fill('2090-05-04T23:00');
      await end.fill('2090-05-05T02:00');
      await button(page, 'Publish').click();
      const error = page.locator('[data-strapi-field-error]');
      await error.first().waitFor();
      await browser.keep('roles booker error');
      await end.fill('2090-05-04T22:30');
      await error.first().waitFor({ state: 'detached' });
    }));

  test('chooses a picture without a failed request', () =>
    browser.watch('booker media', async (page) => {
      const picture = new FormData();
      picture.set('files', new Blob([await plain(64, 32).png().toBuffer()]), 'cover.png');
      await api.post('/upload', picture);
      const id = await make(artists, { name: 'Vesper' });
      await open(page, `${artists}/${id}`);
      troubles.clear();
      await page
        .getByRole('button', { name: /Click to add an asset/ })
        .first()
        .click();
      await page.getByRole('dialog').getByText('cover.png').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(troubles.all()).toEqual([]);
      await page.keyboard.press('Escape');
    }));

  test('reads by the names of fields what an artist lacks, and what its address follows', () =>
    browser.watch('booker artist', async (page) => {
      const id = await make(artists, { name: 'Nova' });
      await open(page, `${artists}/${id}`);
      await page.getByText('Follows the name until').waitFor();
      await button(page, 'Publish').click();
      await consequencesDialog(page).getByText('Missing: photo and biography').waitFor();
      await browser.keep('roles booker artist');
      await goOn(page, 'Publish');
      await page.getByText('Stays as it is when the name changes.').waitFor();
      expect(await page.getByText('Follows the name until').count()).toBe(0);
    }));

  test.each([1400, 390])(
    'sees in the list at %i pixels whether an event is published, and when it is',
    (width) =>
      browser.watch(`booker list ${width}`, async (page) => {
        await page.setViewportSize({ width, height: 900 });
        await open(page, events);
        await headers(page).filter({ hasText: 'Starts' }).waitFor();
        await browser.keep(`roles list ${width}`);
        for (const name of ['Status', 'Starts']) {
          const box = await headers(page).filter({ hasText: name }).first().boundingBox();
          expect([name, (box?.x ?? width) < width]).toEqual([name, true]);
        }
        await page.setViewportSize({ width: 1400, height: 900 });
      }),
  );
});

describe('a Translator with the panel in Spanish', () => {
  let event: string;
  beforeAll(async () => {
    event = await make(events, { title: 'Ember Hour', description: 'Songs until dawn', ...night }, true);
    await become('club-translator', 'Tea', 'es');
  });

  test('begins a translation with its English beside it, and sees what is shared', () =>
    browser.watch('translator begins', async (page) => {
      await open(page, `${events}/${event}`, 'es');
      await page.getByRole('heading', { name: 'Traducciones' }).waitFor();
      await page.getByRole('heading', { name: 'Quién puede verlo' }).waitFor();
      await browser.keep('roles translator new');
      expect(await page.getByText(/permiso.*(ver|campo)|No permission/i).count()).toBe(0);
      expect(await page.locator('[name="startTime"]').inputValue()).toBe('2090-05-04T21:00');
      expect(await page.locator('[name="startTime"]').isDisabled()).toBe(true);
      await button(page, 'Comparar con el inglés').click();
      await page.getByRole('dialog').getByText('Songs until dawn').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('[name="title"]').fill('Hora de brasas');
      await button(page, 'Guardar').click();
      await page.getByRole('heading', { name: 'Hora de brasas' }).first().waitFor();
    }));

  test('is shown no button of what only others may do', () =>
    browser.watch('translator buttons', async (page) => {
      for (const language of ['es', 'en']) {
        await open(page, `${events}/${event}`, language);
        await page.getByRole('heading', { name: 'Traducciones' }).waitFor();
        await page.waitForLoadState('networkidle');
        await browser.keep(`roles translator ${language}`);
        expect(await button(page, 'Publicar').count()).toBe(0);
        expect(await button(page, 'Guardar').count()).toBe(language === 'es' ? 1 : 0);
      }
      const empty = page.locator('main button[aria-haspopup="menu"][data-disabled]:visible');
      expect(await empty.count()).toBe(0);
    }));

  test('is offered no new entry, in no language, and led back from its form', () =>
    browser.watch('translator creates', async (page) => {
      for (const language of ['es', 'en']) {
        await open(page, events, language);
        await page
          .getByText(language === 'es' ? 'Hora de brasas' : 'Ember Hour')
          .first()
          .waitFor();
        expect(await page.getByRole('link', { name: 'Crear nueva entrada' }).count()).toBe(0);
      }
      await open(page, `${events}/create`, 'es');
      await page.getByText('Aquí no puedes crear entradas.').waitFor();
      await page.waitForURL(/api::event\.event(\?|$)/);
    }));
});

describe('a Manager', () => {
  beforeAll(() => become('club-manager', 'Mo', 'es'));

  test('finds the menu of an entry, and the dialog of several languages, in Spanish', () =>
    browser.watch('manager spanish', async (page) => {
      const id = await make(artists, { name: 'Vera', bio: 'Sings' }, true);
      await api.post(`${artists}/${id}/actions/publish?locale=it`, { bio: ' ' });
      await api.post(`${artists}/${id}/actions/unpublish?locale=it`, {});
      await open(page, `${artists}/${id}`);
      await button(page, 'Más acciones').last().click();
      await page.getByText('Eliminar la entrada (todos los idiomas)').waitFor();
      await page.getByText('Creado', { exact: true }).waitFor();
      await browser.keep('roles manager menu');
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: /acciones/ })
        .filter({ visible: true })
        .last()
        .click();
      await page.getByRole('menuitem', { name: /^Publicar/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Publicado', { exact: true }).first().waitFor();
      await browser.keep('roles manager languages');
      expect(await dialog.getByText(/^(Published|Draft|Modified|Close modal)$/).count()).toBe(0);
      await dialog
        .getByRole('row')
        .filter({ hasText: /italiano/i })
        .getByRole('checkbox')
        .click();
      await dialog.getByRole('button', { name: 'Publicar', exact: true }).click();
      // The Italian is empty: readers see English there.
      await consequencesDialog(page).getByText('Para los lectores no cambia nada.').waitFor();
      await browser.keep('roles manager asks');
    }));
});

describe('a Host', () => {
  beforeAll(() => become('club-host', 'Hope', 'en'));

  test('looks at an event on a telephone without buttons that do nothing', () =>
    browser.watch('host event', async (page) => {
      const id = await make(events, { title: 'Late', ...night });
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, `${events}/${id}`);
      await page.locator('[name="title"]').waitFor();
      await page.waitForLoadState('networkidle');
      await browser.keep('roles host');
      for (const name of ['Save', 'Publish', 'More document actions'])
        expect([name, await button(page, name).count()]).toEqual([name, 0]);
      await open(page, `${events}/create`);
      await page.getByText('You may not create entries here.').waitFor();
    }));
});
