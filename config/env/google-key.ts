import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The parts of a service account's key that are used: https://cloud.google.com/iam/docs/keys-create-delete */
const keySchema = z.object({
  client_email: z.string().min(1),
  private_key: z.string().refine(isPrivateKey),
});

export type GoogleKey = z.infer<typeof keySchema>;

export type GoogleKeyResult = { ok: true; key: GoogleKey } | { ok: false; wrong: string };

/** Reads the key from its JSON. The description of a problem does not repeat the content. */
export function readGoogleKey(text: string): GoogleKeyResult {
  const json = parseJson(text);
  if (json === undefined) return { ok: false, wrong: 'is not JSON' };
  const result = keySchema.safeParse(json);
  if (result.success) return { ok: true, key: result.data };
  const fields = new Set(result.error.issues.map(({ path }) => String(path[0] ?? 'client_email')));
  return { ok: false, wrong: `has no ${[...fields].join(' and no ')} that can be used` };
}

/** Reads the key from a file: `path` is relative to the project, or absolute. */
export function readGoogleKeyFile(path: string): GoogleKeyResult {
  const named = `names the file ${JSON.stringify(path)}, which`;
  const text = readText(path);
  if (text === undefined) return { ok: false, wrong: `${named} is not there or cannot be read` };
  const result = readGoogleKey(text);
  return result.ok ? result : { ok: false, wrong: `${named} ${result.wrong}` };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
