import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import dns from 'node:dns';
import net from 'node:net';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { parse } from 'content-disposition';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch, type RequestInit } from 'undici';

/** Azure's own services, at an address that is otherwise public: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const azure = '168.63.129.16';

/** Whether an address is one of the internet's, and not of this machine, its network or a cloud's own services. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast' && address !== azure;

class BlockedAddress extends Error {}

/** Connects to public addresses alone; asked for each connection, and so after a redirect, and of what the name stands for then. */
export function createPublicAgent(isAllowed = isPublicAddress): Agent {
  const connect = buildConnector({
    lookup: (hostname, options, callback) =>
      dns.lookup(hostname, { ...options, all: true }, (error, found) => {
        if (error) return callback(error, []);
        const [first] = found;
        if (!first) return callback(new Error(`No address of ${hostname}`), []);
        const blocked = found.every(({ address }) => isAllowed(address)) ? null : new BlockedAddress();
        if (options.all) callback(blocked, found);
        else callback(blocked, first.address, first.family);
      }),
  });
  return new Agent({
    connect(options, callback) {
      // An address in place of a name is looked up by nobody.
      if (net.isIP(options.hostname) !== 0 && !isAllowed(options.hostname))
        return callback(new BlockedAddress(), null);
      connect(options, callback);
    },
  });
}

export type FetchFile = (url: string, ...rest: unknown[]) => Promise<{ file: { originalFilename: string } }>;

/**
 * Has the media library fetch what somebody uploads by its address from the internet alone. Strapi looks the name up once, in a
 * shorter list, and follows redirects to anywhere
 * (https://github.com/strapi/strapi/blob/v5.54.0/packages/core/upload/server/src/services/file.ts). It also makes a path of the
 * name that the other server gives, and removes that path when it cannot write there, be it `..`: so it is given another.
 */
export function fetchFromPublic(
  strapi: Pick<Core.Strapi, 'fetch' | 'log'>,
  fetchFile: FetchFile,
  isAllowed = isPublicAddress,
): FetchFile {
  const agent = createPublicAgent(isAllowed);
  const downloads = new AsyncLocalStorage<{ name?: string }>();
  const strapiFetch = strapi.fetch;

  async function download(url: string, options?: RequestInit) {
    const kept = downloads.getStore();
    if (!kept) return strapiFetch(url, options);
    const response = await fetch(url, { ...options, dispatcher: agent });
    const { ok, status, statusText, body } = response;
    const headers = new Headers([...response.headers]);
    kept.name = nameOf(response.url, headers.get('content-disposition'));
    headers.delete('content-disposition');
    return { ok, status, statusText, body, headers, url: `http://download.invalid/${randomUUID()}` };
  }
  Object.defineProperty(strapi, 'fetch', { configurable: true, value: download });

  return async (url, ...rest) => {
    const kept: { name?: string } = {};
    try {
      const fetched = await downloads.run(kept, () => fetchFile(url, ...rest));
      if (kept.name !== undefined) fetched.file.originalFilename = kept.name;
      return fetched;
    } catch (error) {
      if (error instanceof errors.ApplicationError) throw error;
      if (error instanceof Error && error.cause instanceof BlockedAddress)
        throw new errors.ApplicationError(`URL resolves to a blocked address: ${url}`);
      strapi.log.warn(`upload: ${url} could not be fetched: ${String(error)}`);
      throw new errors.ApplicationError(`Could not be fetched: ${url}`);
    }
  };
}

/** What another server calls a file; the rules for names look at it later, as at any other. */
function nameOf(url: string, disposition: string | null): string {
  try {
    const named = disposition === null ? undefined : parse(disposition).parameters['filename'];
    return named || decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'untitled';
  } catch {
    return 'untitled';
  }
}
