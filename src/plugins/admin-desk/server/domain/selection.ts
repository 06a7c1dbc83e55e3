import { groupBy } from '../../../../shared/server/group-by';
import type { Consequence, Missing } from '../../contract/consequences';
import type { Lack, SelectionAnswer } from '../../contract/selection';
import { named } from './consequences';

/** What would come of an action on one entry of a selection. */
export type Outcome =
  | { refusal: { reason: string; errors?: unknown } }
  | { refusal: null; consequences: readonly Consequence[]; missing: Missing; linksUnpublished: boolean };

interface Entry {
  name: string;
  outcome: Outcome;
}

/** Puts together what is the same of several entries, in the order in which it comes up first. */
function grouped<Fact>(
  entries: readonly Entry[],
  factsOf: (outcome: Outcome) => readonly Fact[],
): { fact: Fact; names: string[] }[] {
  const all = entries.flatMap(({ name, outcome }) => factsOf(outcome).map((fact) => ({ name, fact })));
  return [...groupBy(all, ({ fact }) => JSON.stringify(fact)).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ fact: first.fact, names: group.map(({ name }) => name) }];
  });
}

const lacksOf = (outcome: Outcome): Lack[] =>
  outcome.refusal !== null
    ? []
    : [
        ...outcome.missing.gaps.map((gap) => ({ kind: 'gap', gap }) as const),
        ...outcome.missing.untranslated.map((language) => ({ kind: 'translation', language }) as const),
        ...(outcome.linksUnpublished ? [{ kind: 'publishedLinks' } as const] : []),
      ];

/** What is missing: what the same entries lack is put together. */
const missingIn = (entries: readonly Entry[]): SelectionAnswer['data']['missing'] =>
  [...groupBy(grouped(entries, lacksOf), ({ names }) => JSON.stringify(names)).values()].map((group) => ({
    lacks: group.map(({ fact }) => fact),
    entries: named(group[0]?.names ?? []),
  }));

/** What would come of an action on a selection: each consequence once, with the entries that it is one of. */
export function summaryOf(entries: readonly Entry[]): SelectionAnswer['data'] {
  const refused = grouped(entries, ({ refusal }) => (refusal === null ? [] : [refusal]));
  return {
    consequences: grouped(entries, (outcome) => (outcome.refusal === null ? outcome.consequences : [])).map(
      ({ fact, names }) => ({ consequence: fact, entries: named(names) }),
    ),
    missing: missingIn(entries),
    refused: refused.map(({ fact, names }) => ({ ...fact, names })),
    allowed: entries.filter(({ outcome }) => outcome.refusal === null).length,
  };
}
