import { forgetFiles, homeIsThere, signedInPage, timeToOpen } from './browser.mjs';

const signInIsThere = (page) => page.getByLabel('Email').waitFor({ timeout: 60_000 });

/**
 * Opens the panels of several servers, by turns, as a browser that has never seen them, and the home page once more as one
 * that has.
 * @param {Record<string, string>} servers their addresses by name
 * @returns the times in ms, and the files that were needed, by server
 */
export async function firstLoads(browser, servers, { rounds }, report) {
  const pages = {};
  for (const [name, url] of Object.entries(servers)) pages[name] = await signedInPage(browser, url);
  const names = Object.keys(servers);
  /** @type {Record<string, { signIn: number[], home: number[], homeAgain: number[], files: Record<string, Set<string>> }>} */
  const results = Object.fromEntries(
    names.map((name) => [name, { signIn: [], home: [], homeAgain: [], files: {} }]),
  );
  for (let round = 0; round < rounds; round += 1) {
    report(`round ${round + 1} of ${rounds}`);
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const address = `${servers[name]}/admin/`;
      const { signIn, home, homeAgain, files } = results[name];
      const context = await browser.newContext();
      const stranger = await context.newPage();
      files.signIn = filesOf(stranger);
      signIn.push(await timeToOpen(stranger, address, signInIsThere));
      await context.close();
      await forgetFiles(pages[name]);
      files.home = filesOf(pages[name]);
      home.push(await timeToOpen(pages[name], address, homeIsThere));
      homeAgain.push(await timeToOpen(pages[name], address, homeIsThere));
    }
  }
  return results;
}

/** The names of the panel's files that a page asks for from now on. */
function filesOf(page) {
  const files = new Set();
  page.on('request', (request) => files.add(new URL(request.url()).pathname.split('/').at(-1)));
  return files;
}
