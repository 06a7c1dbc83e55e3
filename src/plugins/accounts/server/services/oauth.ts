import { randomInt } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import type { Language } from '../../../../shared/server/languages';
import { decideArrival, decideLink, keepsWayIn, type AccountState } from '../domain/arrival';
import type { ProviderProfile } from '../domain/provider-profile';
import type { OauthOutcome, Provider } from '../domain/providers';
import { usernameFrom } from '../domain/username';
import type { Attempts } from './attempts';
import type { Identities } from './identities';
import type { RequestMail } from './mail-requests';
import type { MemberRow, Members } from './members';
import type { Authorization, Completion, OauthFlows } from './oauth-flows';
import type { Registrations } from './registrations';
import type { Sessions } from './sessions';
import type { SignInRequest, SignIn, SignInResult } from './sign-in';

/** What became of somebody whom a provider has sent. `token`: what their browser shows to go on. */
export type ProviderSignIn =
  | { outcome: 'signed in'; member: MemberRow }
  | { outcome: 'email_required' | 'password_required'; token: string }
  | { outcome: 'blocked' | 'unconfirmed' | 'address_taken' | 'expired' };

/** What became of the password that was asked for. `no address`: the provider gave none, and neither did they. */
export type Completed =
  SignInResult | { outcome: 'expired' | 'no address' | 'identity_taken' | 'other_identity_linked' };

const stateOf = ({ confirmed, blocked }: MemberRow): AccountState => ({
  isConfirmed: confirmed === true,
  isBlocked: blocked === true,
});

const mostNames = 20;

/**
 * Members who sign in with a provider. Each step decides (`domain/arrival.ts`) and writes in one transaction; nothing here asks the
 * provider.
 */
export function createOauth(
  strapi: Core.Strapi,
  {
    members,
    identities,
    flows,
    registrations,
    sessions,
    attempts,
    signIn,
    requestMail,
  }: {
    members: Members;
    identities: Identities;
    flows: OauthFlows;
    registrations: Registrations;
    sessions: Sessions;
    attempts: Attempts;
    signIn: SignIn;
    requestMail: RequestMail;
  },
) {
  /** Writes of identities come one after the other. */
  const inOrder = <Result>(work: () => Promise<Result>) =>
    inTransaction(strapi, async () => {
      await members.lock();
      return work();
    });

  /** Who signs in with an identity. One whose member is gone is nobody's. */
  async function holderOf(profile: ProviderProfile): Promise<MemberRow | null> {
    const identity = await identities.bySubject(profile);
    if (!identity) return null;
    const member = await members.byDocumentId(identity.member);
    if (!member) await identities.delete(identity);
    return member;
  }

  /** A user name that neither an account nor a registration has. */
  async function freeUsername({ name, email }: ProviderProfile, now: number): Promise<string> {
    const wanted = usernameFrom(name);
    for (let attempt = 0; attempt < mostNames; attempt += 1) {
      const username = attempt === 0 ? wanted : `${wanted}-${randomInt(1000, 1_000_000)}`;
      const isTaken =
        (await members.byIdentifier(username)) !== null ||
        (await registrations.hasUsername(username, email ?? '', now));
      if (!isTaken) return username;
    }
    throw new Error(`No user name like ${wanted} is free`);
  }

  async function connect(member: MemberRow, profile: ProviderProfile, now: number): Promise<void> {
    await identities.create(profile, member.documentId, now);
    await requestMail({ kind: 'provider-linked', member: member.documentId, provider: profile.provider });
  }

  async function signInHolder(
    member: MemberRow,
    profile: ProviderProfile,
    now: number,
  ): Promise<ProviderSignIn> {
    const identity = await identities.bySubject(profile);
    if (identity) await identities.markUsed(identity, now);
    return { outcome: 'signed in', member };
  }

  async function createMember(
    profile: ProviderProfile & { email: string },
    language: Language,
    now: number,
  ): Promise<ProviderSignIn> {
    const { email } = profile;
    const username = await freeUsername(profile, now);
    const member = await members.create({ username, email, language, passwordHash: null });
    await identities.create(profile, member.documentId, now);
    // Whoever registered with this address has not shown that it is theirs; their password must not open this account.
    await registrations.deleteAll(email);
    return { outcome: 'signed in', member };
  }

  async function arrive({ profile, language }: Completion, now: number): Promise<ProviderSignIn> {
    const { email, isVerified, provider } = profile;
    const holder = await holderOf(profile);
    const account = email === null || !isVerified ? null : await members.byEmail(email);
    const other = account && (await identities.byProvider(account.documentId, provider));
    const decision = decideArrival({
      ...{ email, isVerified, holder: holder && stateOf(holder) },
      account: account && { ...stateOf(account), hasOtherIdentity: other !== null },
      isUserName: !account && email !== null && isVerified && (await members.byIdentifier(email)) !== null,
    });
    const suspend = () => flows.suspend({ profile, language }, now);
    switch (decision) {
      case 'sign-in':
        if (!holder) break;
        return signInHolder(holder, profile, now);
      case 'link':
        if (!account) break;
        await connect(account, profile, now);
        return { outcome: 'signed in', member: account };
      case 'create':
        if (email === null) break;
        return createMember({ ...profile, email }, language, now);
      case 'ask-address':
        return { outcome: 'email_required', token: await suspend() };
      case 'ask-password':
        return { outcome: 'password_required', token: await suspend() };
      case 'blocked':
      case 'unconfirmed':
        return { outcome: decision };
      case 'address-taken':
        return { outcome: 'address_taken' };
    }
    throw new Error(`Nobody to ${decision}`);
  }

  /** Links an identity that nobody has. */
  async function link(member: MemberRow, profile: ProviderProfile, now: number): Promise<OauthOutcome> {
    const [holder, present] = [
      await holderOf(profile),
      await identities.byProvider(member.documentId, profile.provider),
    ];
    const decision = decideLink({
      holder: holder?.documentId ?? null,
      member: member.documentId,
      present: present !== null,
    });
    if (decision === 'link') await connect(member, profile, now);
    if (decision === 'taken') return 'identity_taken';
    return decision === 'other' ? 'other_identity_linked' : 'linked';
  }

  /** Who may confirm an account that is not: its address is verified there, and the password is right. */
  async function unconfirmedOwner({ profile }: Completion, email: string): Promise<MemberRow | null> {
    if (!profile.isVerified || profile.email !== email) return null;
    const member = await members.byEmail(email);
    return member && member.blocked !== true ? member : null;
  }

  return {
    /** @param idToken one that may be used once, until it expires */
    arrive: (
      completion: Completion,
      now: number,
      idToken?: { token: string; expiresAt: number },
    ): Promise<ProviderSignIn> =>
      inOrder(async () => {
        if (idToken && !(await flows.useOnce(idToken.token, idToken.expiresAt)))
          return { outcome: 'expired' };
        return arrive(completion, now);
      }),

    /** Links an identity to the member who began it, if they may still sign in and have not signed out meanwhile. */
    linkTo: (
      { member: id, session }: Pick<Authorization, 'session'> & { member: string },
      profile: ProviderProfile,
      now: number,
    ): Promise<OauthOutcome> =>
      inOrder(async () => {
        const member = await members.byDocumentId(id);
        if (!member || !session || !(await sessions.isAlive(session.userId, session.sessionId)))
          return 'expired';
        return member.blocked === true ? 'blocked' : link(member, profile, now);
      }),

    /** Links what a provider has said to the account whose password somebody knows. @param address IP @throws RateLimitError */
    async completeByPassword(
      token: string,
      { email, ...given }: Omit<SignInRequest, 'identifier'> & { email: string | undefined },
      now: number,
    ): Promise<Completed> {
      const completion = await flows.suspended(token, now);
      if (!completion) return { outcome: 'expired' };
      const identifier = email ?? completion.profile.email;
      if (identifier === null) return { outcome: 'no address' };
      const result = await signIn({ ...given, identifier });
      const owner = result.outcome === 'unconfirmed' ? await unconfirmedOwner(completion, identifier) : null;
      const member = result.outcome === 'signed in' ? result.member : owner;
      if (!member) return result;
      return inOrder(async (): Promise<Completed> => {
        const outcome = await link(member, completion.profile, now);
        if (outcome === 'identity_taken' || outcome === 'other_identity_linked') return { outcome };
        if (!(await flows.end(completion))) return { outcome: 'expired' };
        if (owner) await members.change(owner.id, { confirmed: true });
        return { outcome: 'signed in', member };
      });
    },

    /**
     * Sends a mail to an address that a provider has not verified, whether it has an account or not. Its link opens the account.
     *
     * @returns `password_required` if the provider has verified it: nothing but the password is asked for
     */
    completeByMail: (
      token: string,
      given: string | undefined,
      now: number,
    ): Promise<'sent' | 'expired' | 'no address' | 'password_required'> =>
      inOrder(async () => {
        const completion = await flows.suspended(token, now);
        if (!completion) return 'expired';
        const { profile, language } = completion;
        const email = given ?? profile.email;
        if (email === null) return 'no address';
        if (profile.isVerified && email === profile.email) return 'password_required';
        const username = await freeUsername({ ...profile, email }, now);
        const { provider, subject } = profile;
        const values = { email, username, language, passwordHash: null, provider, subject };
        const { documentId: registration } = await registrations.create(values, now);
        if (await attempts.mayMail('register', email))
          await requestMail({ kind: 'register', registration, email });
        return 'sent';
      }),

    /** @returns `last`: without it the member could not sign in */
    unlink: (member: string, provider: Provider): Promise<'done' | 'unknown' | 'last'> =>
      inOrder(async () => {
        const [row, own] = [await members.byDocumentId(member), await identities.ofMember(member)];
        const identity = own.find((each) => each.provider === provider);
        if (!row || !identity) return 'unknown';
        if (!keepsWayIn({ hasPassword: Boolean(row.password), identities: own.length })) return 'last';
        await identities.delete(identity);
        await requestMail({ kind: 'provider-unlinked', member, provider });
        return 'done';
      }),
  };
}
