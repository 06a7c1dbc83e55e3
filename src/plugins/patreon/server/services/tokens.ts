import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { isDuplicate } from '../../../../database/errors';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import type { PatreonConfig } from '../config';
import { patreonMessages } from '../domain/messages';

const uid = 'plugin::patreon.token';

const pairSchema = z.object({ accessToken: z.string(), refreshToken: z.string() });
export type TokenPair = z.infer<typeof pairSchema>;

const tokenRow = z.object({
  pair: z.string(),
  isRefused: z.boolean().nullish(),
  leasedUntil: z.coerce.number().nullish(),
});
const changed = z.object({ count: z.int() });

/** Longer than the call that gets new tokens may take; whoever died during it is then forgotten. Milliseconds. */
const leaseMs = 60_000;
const pollMs = 200;

const encryptionService = z.object({
  encrypt: z.custom<(text: string) => string | null>((value) => typeof value === 'function'),
  decrypt: z.custom<(text: string) => string | null>((value) => typeof value === 'function'),
});

/**
 * The pair of tokens with which the club asks Patreon. Each refresh replaces both, and neither can be used twice, so one process
 * refreshes at a time, and the new pair is stored in one write, encrypted. The first pair is that of the settings: another one there
 * replaces whatever is stored.
 *
 * @param exchange asks Patreon for a new pair
 */
export function createTokens(
  strapi: Core.Strapi,
  { api, now }: Pick<PatreonConfig, 'api' | 'now'>,
  exchange: (refreshToken: string) => Promise<TokenPair>,
) {
  const table = () => strapi.db.query(uid);
  const encryption = () => encryptionService.parse(strapi.service('admin::encryption'));
  const first: TokenPair = { accessToken: api?.accessToken ?? '', refreshToken: api?.refreshToken ?? '' };
  const settings = createHash('sha256')
    .update(JSON.stringify([api?.clientId, first]))
    .digest('hex');
  let refreshing: Promise<TokenPair> | null = null;

  function encrypted(pair: TokenPair): string {
    const text = encryption().encrypt(JSON.stringify(pair));
    if (text === null) throw new Error('ENCRYPTION_KEY is missing, which encrypts the tokens of Patreon');
    return text;
  }

  async function read() {
    const row = tokenRow.nullable().parse(await table().findOne({ where: { settings } }));
    const text = row && encryption().decrypt(row.pair);
    return {
      exists: row !== null,
      isRefused: row?.isRefused === true,
      // What another key has encrypted is lost; the settings may still be good.
      pair: text ? pairSchema.parse(JSON.parse(text)) : first,
    };
  }

  /** The row of these settings; those of former ones go. */
  async function ensureRow(): Promise<void> {
    if ((await read()).exists) return;
    try {
      await table().create({
        data: { settings, pair: encrypted(first), refreshedAt: now(), isRefused: false },
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    await table().deleteMany({ where: { settings: { $ne: settings } } });
  }

  async function update(where: object, data: object): Promise<boolean> {
    const result: unknown = await table().updateMany({ where: { settings, ...where }, data });
    return changed.parse(result).count > 0;
  }

  const takeLease = (): Promise<boolean> =>
    update(
      { $or: [{ leasedUntil: { $null: true } }, { leasedUntil: { $lt: now() } }] },
      { leasedUntil: now() + leaseMs },
    );

  async function replace({ refreshToken }: TokenPair): Promise<TokenPair> {
    try {
      const pair = await exchange(refreshToken);
      await update({}, { pair: encrypted(pair), refreshedAt: now(), isRefused: false, leasedUntil: null });
      return pair;
    } catch (error) {
      const isRefused = error instanceof RemoteError && error.decision.kind === 'action-required';
      await update({}, { leasedUntil: null, ...(isRefused && { isRefused }) });
      throw error;
    }
  }

  async function refresh(refused: string): Promise<TokenPair> {
    await ensureRow();
    for (;;) {
      const stored = await read();
      if (stored.pair.accessToken !== refused) return stored.pair;
      if (stored.isRefused) throw refusedError();
      if (await takeLease()) {
        const current = (await read()).pair;
        return current.accessToken === refused ? replace(current) : current;
      }
      await wait(pollMs);
    }
  }

  return {
    /** @throws RemoteError when Patreon has refused to replace them: asking again would only count against the club */
    async current(): Promise<TokenPair> {
      const { pair, isRefused } = await read();
      if (isRefused) throw refusedError();
      return pair;
    },

    /** Replaces a pair whose access token Patreon has refused; whoever asks meanwhile gets the same new one. */
    async refresh(refused: string): Promise<TokenPair> {
      refreshing ??= refresh(refused).finally(() => {
        refreshing = null;
      });
      return refreshing;
    },
  };
}
export type Tokens = ReturnType<typeof createTokens>;

const refusedError = (): RemoteError =>
  new RemoteError(patreonMessages.say('tokens-refused'), {
    decision: { kind: 'action-required', whatToDo: patreonMessages.say('reconnect') },
    failure: 'tokens refused',
  });
