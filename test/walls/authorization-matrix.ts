import { actors, type Actor, type Outcome, type Row } from '#test/walls/authorization-actors.ts';
import { ofAgencies } from '#test/walls/authorization-of-agencies.ts';
import { ofCases } from '#test/walls/authorization-of-cases.ts';

const outcomeFor = ({ may, notTheirs = [], refused = [] }: Row, actor: Actor): Outcome => {
  if (may.includes(actor)) return 'may';
  if (notTheirs.includes(actor)) return 'not theirs';
  return refused.includes(actor) ? 'refused' : 'unknown';
};

/** What each actor meets at each operation that names the case. */
export const authorizationMatrix: ReadonlyMap<string, ReadonlyMap<Actor, Outcome>> = new Map(
  [...ofCases, ...ofAgencies].flatMap(([row, operations]) =>
    operations.map((operation) => [
      operation,
      new Map(actors.map((actor) => [actor, outcomeFor(row, actor)])),
    ]),
  ),
);
