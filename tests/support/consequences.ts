import {
  consequencesAnswer,
  type ConsequencesAnswer,
  type ConsequencesQuestion,
} from '../../src/plugins/admin-desk/contract/consequences';
import type { Send } from './editors';

type Said = ConsequencesAnswer['data'];

/** What the panel would say before somebody does this. */
export async function askConsequences(as: Send, question: ConsequencesQuestion): Promise<Said> {
  const { status, body } = await as('POST', '/admin-desk/consequences', question);
  expect([status, body]).toEqual([200, expect.anything()]);
  return consequencesAnswer.parse(body).data;
}

/** What it says of calendars and page: the target, what it does, to which other events, and whether it can be reached. */
export const syncs = ({ consequences }: Said) =>
  consequences.flatMap((each) =>
    each.kind === 'sync' ? [[each.target, each.change, each.events?.names ?? null, each.connection]] : [],
  );
