import type { Page } from 'playwright-core';
import { z } from 'zod';
import { amount } from '../support/amounts';
import { logInAsAdministrator, type AdminApi } from '../support/admin-api';
import { consequencesDialog, goOn } from '../support/consequences-dialog';
import { openBrowser, type Browser } from '../support/browser';
import { plain } from '../support/files';
import { inviteStaff, type Account } from '../support/invite-staff';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';
import { expectLasting, expectValue, select } from '../support/staff-steps';
import { texts, words } from '../support/staff-words';

// What the club's staff do every day, with the roles they have.
const types = '/content-manager/collection-types';
const [artists, locations, events, posts] = ['artist', 'location', 'event', 'post'].map(
  (name) => `${types}/api::${name}.${name}`,
) as [string, string, string, string];

let club: ServedClub;
let browser: Browser;
let api: AdminApi;
let editor: Account;
let author: Account;

beforeAll(async () => {
  club = await serveClub({ CLUB_DEMO: 'false' });
  api = await logInAsAdministrator(club.url);
  editor = await inviteStaff(api, 'strapi-editor', 'Edith');
  author = await inviteStaff(api, 'strapi-author', 'Arthur');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await club.stop();
});

const made = z.object({ data: z.object({ documentId: z.string() }) });
async function make(type: string, data: object, isPublished = false): Promise<string> {
  const { documentId } = made.parse(await api.post(`${type}?locale=en`, data)).data;
  if (isPublished) await api.post(`${type}/${documentId}/actions/publish?locale=en`, {});
  return documentId;
}
const night = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };

/** Signs in as somebody else, whose panel is in this language. */
async function signInAs(page: Page, who: Account, language: string): Promise<void> {
  await page.goto(`${club.url}/admin/auth/login`);
  await signOut(page);
  await signIn(page, club.url, who);
  await page.evaluate(`localStorage.setItem('strapi-admin-language', '${language}')`);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens the form of an entry; it is filled in a moment after it is there. */
async function open(page: Page, path: string): Promise<void> {
  const ready = page.waitForResponse((answer) => /content\/slug/.test(answer.url()));
  await page.goto(`${club.url}/admin${path}`);
  await ready;
}

let hall: string;
beforeAll(async () => {
  hall = await make(locations, { name: 'Hall', slug: 'hall', moodCategory: 'hybrid' }, true);
  const location = { connect: [{ documentId: hall, locale: 'en' }], disconnect: [] };
  await make(events, { title: 'Night at the hall', ...night, location }, true);
  await make(artists, { name: 'Vesper' }, true);
  const picture = new FormData();
  picture.set('files', new Blob([await plain(64, 32).png().toBuffer()]), 'cover.png');
  const [photo] = z.array(z.object({ id: z.number() })).parse(await api.post('/upload', picture));
  await make(artists, { name: 'Pictured', photo: photo?.id });
  await make(posts, { title: 'Ahead', date: '2090-01-01T00:00:00.000Z' }, true);
});

describe.each(amount<('en' | 'it')[]>(['it'], ['en', 'it']))('an Editor with the panel in %s', (language) => {
  const [say, read] = [words[language], texts[language]];
  beforeAll(() => signInAs(browser.page, editor, language));

  test('makes an artist, whose slug follows the name until it is published', () =>
    browser.watch(`artist ${language}`, async (page) => {
      await open(page, `${artists}/create`);
      const [name, slug] = [page.locator('[name="name"]'), page.getByLabel(read.slug)];
      await page.getByText(read.follows).waitFor();
      await name.fill(`Zoë ${language}`);
      await expectValue(slug, `zoe-${language}`);
      await button(page, say.save).click();
      await page.waitForURL(/artist\.artist\/(?!create)\w+/);
      await name.fill(`Chloë ${language}`);
      await expectValue(slug, `chloe-${language}`);
      await button(page, say.publish).click();
      await goOn(page, say.publish);
      await page.getByText(read.known).waitFor();
      await name.fill('Somebody else');
      await expectValue(slug, `chloe-${language}`);
    }));

  test('chooses who plays for an entry of the line-up that is not saved yet; Enter saves nothing', () =>
    browser.watch(`line-up ${language}`, async (page) => {
      await open(page, `${events}/create`);
      await page.locator('[name="title"]').fill(`Played ${language}`);
      await page.locator('[name="title"]').press('Enter');
      await page
        .getByRole('button', { name: /No entry yet|Ancora nessun elemento/ })
        .first()
        .click();
      await page.getByRole('combobox', { name: new RegExp(`^${read.artist}`) }).click();
      await page.getByRole('option', { name: 'Vesper' }).click();
      await page.getByRole('link', { name: 'Vesper' }).or(page.getByText('Vesper')).first().waitFor();
      expect(page.url()).toContain('/create');
    }));

  test('is told by name who uses a location that is to be deleted', () =>
    browser.watch(`in use ${language}`, async (page) => {
      await open(page, `${locations}/${hall}`);
      await button(page, say.moreActions).last().click();
      const deletions = page.getByRole('menuitem').filter({ hasText: /Delete entry|Elimina/ });
      await deletions.first().waitFor();
      expect(await deletions.count()).toBe(1);
      await deletions.click();
      await consequencesDialog(page).getByText(read.inUse).waitFor();
      expect(await consequencesDialog(page).getByRole('button').count()).toBe(1);
      const preview = page.waitForResponse(/\/content-manager\/preview\/url\//);
      await open(page, `${locations}/${hall}`);
      // Off: anything else, and the panel would offer to set it up, or to open it.
      expect((await preview).status()).toBe(204);
      expect(await page.getByText('Set up preview').count()).toBe(0);
      await page.locator('input[name="isActive"]').click({ force: true });
      await button(page, say.publish).click();
      await page.getByText(read.needed).first().waitFor();
    }));

  test('publishes a selection as far as it can be, and is told by name what is left', () =>
    browser.watch(`bulk ${language}`, async (page) => {
      await make(events, { title: `Ready ${language}`, ...night });
      // Strapi's dialog would take one without a title for ready: it knows the schema alone.
      await make(events, night);
      await page.goto(`${club.url}/admin${events}?page=1&pageSize=20&sort=id:DESC`);
      await page.getByText(`Ready ${language}`).waitFor();
      await select(page, [1, 2], button(page, say.publish));
      await button(page, say.publish).click();
      await consequencesDialog(page).getByText(read.refused).waitFor();
      await goOn(page, say.publish);
      await expectLasting(page, read.published, say.close);
      await button(page, say.publish).waitFor({ state: 'detached' });
    }));

  test('reads that a selection of the English list is deleted in every language', () =>
    browser.watch(`selection ${language}`, async (page) => {
      await make(artists, { name: `Chosen ${language}` });
      await page.goto(`${club.url}/admin${artists}?page=1&pageSize=20&sort=id:DESC`);
      await page.getByText(`Chosen ${language}`).waitFor();
      const remove = page.getByText(say.delete, { exact: true });
      await select(page, [1], remove);
      await remove.click();
      const dialog = consequencesDialog(page);
      await dialog.getByText(read.deleteOne).waitFor();
      await dialog.getByText(read.everyLanguage).waitFor();
      await page.keyboard.press('Escape');
    }));

  test('deletes an entry, and is told nothing but that it is gone', () =>
    browser.watch(`delete ${language}`, async (page) => {
      const slug = `gone-${language}`;
      await open(page, `${artists}/${await make(artists, { name: 'Gone', slug })}`);
      const missing: string[] = [];
      page.on('response', (answer) => {
        if (answer.status() === 404 && answer.url().includes('/content-manager/collection-types/api::artist'))
          missing.push(answer.url());
      });
      await button(page, say.moreActions).last().click();
      await page
        .getByRole('menuitem')
        .filter({ hasText: /Delete entry|Elimina/ })
        .first()
        .click();
      await consequencesDialog(page).getByText(read.forGood).waitFor();
      await goOn(page, say.delete);
      await page.waitForURL(/artist\.artist(\?|$)/);
      await page.waitForLoadState('networkidle');
      expect(missing).toEqual([]);
    }));

  test('is told by name who shows a picture that is to be deleted, until it is closed', () =>
    browser.watch(`picture ${language}`, async (page) => {
      await page.goto(`${club.url}/admin/plugins/upload`);
      await page.getByRole('checkbox').first().click();
      await button(page, say.delete).first().click();
      await button(page, say.confirm).click();
      await page.getByText(read.pictured).waitFor();
      await page.keyboard.press('Escape');
      await expectLasting(page, read.pictured, say.close);
    }));

  test('publishes English again, and what was public in other languages is so, too', () =>
    browser.watch(`unpublish ${language}`, async (page) => {
      const id = await make(artists, { name: `Back ${language}` }, true);
      await api.post(`${artists}/${id}/actions/publish?locale=fr`, { shortBio: 'Chante' });
      const isPublic = async (): Promise<boolean> =>
        (await fetch(`${club.url}/api/artists/${id}?locale=fr`)).status === 200;
      await open(page, `${artists}/${id}`);
      await button(page, say.publish).waitFor();
      await button(page, say.moreDocumentActions).click();
      await page.getByRole('menuitem', { name: say.unpublish, exact: true }).click();
      await goOn(page, say.unpublish);
      await page.getByText(read.unpublished).waitFor();
      expect(await isPublic()).toBe(false);
      const answered = page.waitForResponse(/actions\/publish/);
      await button(page, say.publish).click();
      await goOn(page, say.publish);
      await answered;
      expect(await isPublic()).toBe(true);
    }));

  test('reads what follows from publishing and unpublishing several languages of an entry', () =>
    browser.watch(`languages ${language}`, async (page) => {
      const id = await make(artists, { name: `Both ${language}` }, true);
      await api.post(`${artists}/${id}/actions/publish?locale=it`, { shortBio: 'Canta' });
      const isPublicInItalian = async (): Promise<boolean> => {
        const answer = await fetch(`${club.url}/api/artists/${id}?locale=it`);
        return answer.status === 200;
      };
      for (const [action, text] of [
        ['unpublish', read.losesItalian],
        ['publish', read.gainsItalian],
      ] as const) {
        await open(page, `${artists}/${id}?plugins[i18n][locale]=en`);
        await button(page, say.moreDocumentActions).click();
        await page.getByRole('menuitem', { name: say[`${action}Languages`] }).click();
        const dialog = page.getByRole('dialog');
        await dialog
          .getByRole('row')
          .filter({ hasText: /italiano/i })
          .getByRole('checkbox')
          .click();
        await dialog.getByRole('button', { name: say[action], exact: true }).click();
        await consequencesDialog(page).getByText(text).waitFor();
        const answered = page.waitForResponse(/actions\/bulk/);
        await goOn(page, say[action]);
        await answered;
        expect(await isPublicInItalian()).toBe(action === 'publish');
      }
    }));

  test('sees beside a post from when on it is seen', () =>
    browser.watch(`ahead ${language}`, async (page) => {
      await page.goto(`${club.url}/admin${posts}`);
      await page.getByText('Ahead').click();
      await page.getByText(read.seenFrom).waitFor();
    }));

  test('who has forgotten a password is told that no mail will come', () =>
    browser.watch(`no mail ${language}`, async (page) => {
      await signOut(page);
      await page.evaluate(`localStorage.setItem('strapi-admin-language', '${language}')`);
      await page.goto(`${club.url}/admin/auth/forgot-password`);
      await page.getByLabel('Email').fill(editor.email);
      await page.locator('button[type="submit"]').click();
      await page.getByText(read.noMail).waitFor();
    }));
});

test('an Author makes an entry of their own, and finds no way to publish it', () =>
  browser.watch('author', async (page) => {
    await signInAs(page, author, 'en');
    await open(page, `${artists}/create`);
    await page.locator('[name="name"]').fill('Arthur’s find');
    await expectValue(page.getByLabel(texts.en.slug), 'arthurs-find');
    await button(page, 'Save').click();
    await page.waitForURL(/artist\.artist\/(?!create)\w+/);
    await button(page, 'Save').waitFor();
    expect(await button(page, 'Publish').count()).toBe(0);
  }));
