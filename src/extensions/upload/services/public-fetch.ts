import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import dns from 'node:dns';
import net from 'node:net';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { Semaphore } from 'async-mutex';
import { parse } from 'content-disposition';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch, type RequestInit } from 'undici';

/** Azure's own services, at an address that is otherwise public: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const azure = '168.63.129.16';

/** Whether an address is one of the internet's, and not of this machine, its network or a cloud's own services. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address === azure) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // What is given out of IPv6: https://www.iana.org/assignments/ipv6-unicast-address-assignments
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parse('2000::'), 3);
}

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

/** As many as are fetched at once; each holds connections, a file and memory. */
const mostDownloads = 4;

export type FetchFile = (url: string, ...rest: unknown[]) => Promise<{ file: { originalFilename: string } }>;

/**
 * Has the media library fetch what somebody uploads by its address from the internet alone. Strapi looks the name up once, in a
 * shorter list, and follows redirects to anywhere
 * (https://github.com/strapi/strapi/blob/v5.54.0/packages/core/upload/server/src/services/file.ts). It also makes a path of the
 * name that the other server gives, and removes that path when it cannot write there, be it `..`: so it is given another.
 */
export function fetchFromPublic(
  strapi: Pick<Core.Strapi, 'fetch' | 'log' | 'requestContext'>,
  fetchFile: FetchFile,
  isAllowed = isPublicAddress,
): FetchFile {
  const agent = createPublicAgent(isAllowed);
  const slots = new Semaphore(mostDownloads);
  const downloads = new AsyncLocalStorage<Download>();
  const strapiFetch = strapi.fetch;

  async function download(url: string, options?: RequestInit) {
    const current = downloads.getStore();
    if (!current) return strapiFetch(url, options);
    const either = AbortSignal.any([...(options?.signal ? [options.signal] : []), current.signal]);
    const response = await fetch(url, { ...options, signal: either, dispatcher: agent });
    const { ok, status, statusText, body } = response;
    const headers = new Headers([...response.headers]);
    current.name = nameOf(response.url, headers.get('content-disposition'));
    headers.delete('content-disposition');
    return { ok, status, statusText, body, headers, url: `http://download.invalid/${randomUUID()}` };
  }
  Object.defineProperty(strapi, 'fetch', { configurable: true, value: download });

  async function fetchInTurn(url: string, download: Download, rest: unknown[]) {
    download.signal.throwIfAborted();
    const fetched = await downloads.run(download, () => fetchFile(url, ...rest));
    if (download.name !== undefined) fetched.file.originalFilename = download.name;
    return fetched;
  }

  return async (url, ...rest) => {
    // Strapi would fetch the rest of its list for nobody.
    const closing = new AbortController();
    const close = (): void => closing.abort();
    const response = strapi.requestContext.get()?.res;
    if (response?.destroyed) close();
    response?.once('close', close);
    try {
      return await slots.runExclusive(() => fetchInTurn(url, { signal: closing.signal }, rest));
    } catch (error) {
      if (error instanceof errors.ApplicationError) throw error;
      if (error instanceof Error && error.cause instanceof BlockedAddress)
        throw new errors.ApplicationError(`URL resolves to a blocked address: ${url}`);
      // The message of an error may have the whole address.
      const { name, cause = 'no cause' } = error instanceof Error ? error : new Error();
      strapi.log.warn(`upload: ${withoutUser(url)} could not be fetched: ${name}, ${String(cause)}`);
      throw new errors.ApplicationError(`Could not be fetched: ${url}`);
    } finally {
      response?.off('close', close);
    }
  };
}

/** One file that is fetched. */
interface Download {
  /** Aborted when nobody waits for the file any more. */
  signal: AbortSignal;
  /** What the other server calls it. */
  name?: string;
}

/** An address without the name and password that may stand in it. */
function withoutUser(url: string): string {
  try {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
  } catch {
    return 'an address';
  }
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
