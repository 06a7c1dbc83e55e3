import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import type { Language } from '../../../../shared/server/languages';
import type { Identities } from './identities';
import { forgetMailsTo, proofOf, type RequestMail } from './mail-requests';
import type { MemberRow, Members } from './members';
import type { Passwords } from './passwords';
import type { Registration, Registrations } from './registrations';
import type { Sessions } from './sessions';
import type { Token, TokenPurpose, Tokens } from './tokens';

/** The purposes of tokens that confirm an address. */
const confirming: readonly TokenPurpose[] = ['register', 'verify', 'change-email'];

/** What becomes of a token. `taken`: its address, or the chosen name, has an account meanwhile; `invalid`: unknown, expired or used. */
export type TokenOutcome = 'done' | 'invalid' | 'taken' | 'name taken';

/**
 * Registration, confirmation of addresses, and new passwords. Each writes all that belongs together in one transaction, the job of
 * its mail included. Names and addresses come folded, passwords checked.
 */
export function createAccountChanges(
  strapi: Core.Strapi,
  {
    members,
    identities,
    registrations,
    tokens,
    passwords,
    sessions,
    requestMail,
  }: {
    members: Members;
    identities: Identities;
    registrations: Registrations;
    tokens: Tokens;
    passwords: Passwords;
    sessions: Sessions;
    requestMail: RequestMail;
  },
) {
  async function openAccount({ documentId, ...values }: Registration, now: number): Promise<TokenOutcome> {
    if (await members.byIdentifier(values.email)) return 'taken';
    const { username, email, language, passwordHash, provider, subject } = values;
    if (await members.byIdentifier(username)) {
      // They register again, with another name.
      await registrations.delete(documentId);
      return 'name taken';
    }
    const identity = provider && subject ? { provider, subject, email } : null;
    if (identity && (await identities.bySubject(identity))) return 'taken';
    const member = await members.create({ username, email, language, passwordHash });
    if (identity) await identities.create(identity, member.documentId, now);
    await registrations.deleteAll(email);
    await tokens.revokeAll(documentId);
    return 'done';
  }

  async function changeEmail(member: MemberRow, email: string): Promise<TokenOutcome> {
    if (await members.byIdentifier(email)) return 'taken';
    await members.change(member.id, { email });
    await tokens.revokeAll(member.documentId);
    await forgetMailsTo(strapi, member.email);
    await requestMail({ kind: 'email-changed', member: member.documentId, formerEmail: member.email });
    return 'done';
  }

  async function confirm({ purpose, subject, email }: Token, now: number): Promise<TokenOutcome> {
    if (purpose === 'register') {
      const registration = await registrations.byDocumentId(subject, now);
      return registration ? openAccount(registration, now) : 'invalid';
    }
    const member = await members.byDocumentId(subject);
    if (!member || member.blocked === true) return 'invalid';
    if (purpose === 'change-email') return changeEmail(member, email);
    // The link was sent to another address than the account has now.
    if (member.email !== email) return 'invalid';
    await members.change(member.id, { confirmed: true });
    return 'done';
  }

  return {
    /**
     * Takes a registration on, whether its address has an account or not.
     *
     * @param mayMail false if its address has got too many mails lately
     * @returns false if the user name is taken, by an account or another registration
     */
    async register(
      { password, ...values }: { email: string; username: string; password: string; language: Language },
      mayMail: boolean,
      now: number,
    ): Promise<boolean> {
      const passwordHash = await passwords.hash(password);
      const { email, username } = values;
      return inTransaction(strapi, async () => {
        await members.lock();
        const isTaken =
          (await members.byIdentifier(username)) !== null ||
          (await registrations.hasUsername(username, email, now));
        if (isTaken) return false;
        const { documentId: registration } = await registrations.create({ ...values, passwordHash }, now);
        if (mayMail) await requestMail({ kind: 'register', registration, email });
        return true;
      });
    },

    /** Confirms an address by the token that was sent to it. */
    async confirmEmail(token: string, now: number): Promise<TokenOutcome> {
      return inTransaction(strapi, async () => {
        await members.lock();
        const found = await tokens.find(token, confirming, now);
        if (!found || !(await tokens.use(found))) return 'invalid';
        return confirm(found, now);
      });
    },

    /** Whose password a token sets; null if it is no good. */
    async ownerOf(token: string, now: number): Promise<MemberRow | null> {
      const found = await tokens.find(token, ['reset-password'], now);
      const member = found && (await members.byDocumentId(found.subject));
      return member && member.blocked !== true && member.email === found.email ? member : null;
    },

    /** Sets the password of a token's member, and ends all their sessions. The token has shown that the address is theirs. */
    async resetPassword(
      token: string,
      member: MemberRow,
      password: string,
      now: number,
    ): Promise<TokenOutcome> {
      const hash = await passwords.hash(password);
      return inTransaction(strapi, async () => {
        const found = await tokens.find(token, ['reset-password'], now);
        if (!found || !(await tokens.use(found))) return 'invalid';
        await members.change(member.id, { password: hash, confirmed: true });
        // Somebody else may have linked them before the address was shown to be the member's.
        await identities.deleteAll(member.documentId);
        return 'done';
      });
    },

    /**
     * Sets another password, and ends all sessions but those of one sign-in.
     *
     * @param member as they were when their present password was compared
     * @returns false if that has changed meanwhile, or they have been blocked
     */
    async changePassword(member: MemberRow, password: string, deviceId: string | null): Promise<boolean> {
      const hash = await passwords.hash(password);
      return sessions.keeping(deviceId, () =>
        inTransaction(strapi, async () => {
          if (!(await members.isUnchanged(member))) return false;
          await members.change(member.id, { password: hash });
          return true;
        }),
      );
    },

    /** Asks for mails about another address. @returns false as `changePassword` does */
    requestEmail: (member: MemberRow, email: string, mayMail: boolean): Promise<boolean> =>
      inTransaction(strapi, async () => {
        if (!(await members.isUnchanged(member))) return false;
        const { documentId } = member;
        await requestMail({ kind: 'email-asked', member: documentId, email });
        const proof = proofOf(member);
        if (mayMail) await requestMail({ kind: 'change-email', member: documentId, email, proof });
        return true;
      }),

    /** What follows of a new password, whoever has set it: `session-rules.ts`. */
    async passwordChanged(documentId: string): Promise<void> {
      await tokens.revokeAll(documentId);
      await requestMail({ kind: 'password-changed', member: documentId });
    },
  };
}
