import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Locked {
  version?: string;
  integrity?: string;
  link?: boolean;
  resolved?: string;
}

const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(path.resolve(__dirname, '../package-lock.json'), 'utf8'),
);
const installed = Object.entries(lock.packages).filter(([folder, { link }]) => folder !== '' && !link);

describe('package-lock.json', () => {
  it('names a checksum for every package, those of other platforms too', () => {
    expect(installed.length).toBeGreaterThan(1000);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('names no address to download from', () => {
    expect(installed.filter(([, { resolved }]) => resolved)).toEqual([]);
  });

  it("names no package that poses as one of Strapi's: its own are @strapi/*", () => {
    expect(installed.filter(([folder]) => /node_modules\/strapi-(plugin|provider)-/.test(folder))).toEqual(
      [],
    );
  });
});
