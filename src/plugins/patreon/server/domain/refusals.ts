import type { Lock } from './gate';

/** What somebody is told who may not have what is behind a gate. */
export const refusals = {
  'sign-in': { status: 401, message: 'Sign in first' },
  supporter: { status: 403, message: 'Patreon supporter status required' },
  tier: { status: 403, message: 'Higher Patreon tier required' },
} as const satisfies Readonly<Record<Lock, { status: 401 | 403; message: string }>>;
