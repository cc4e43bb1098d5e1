import { routes } from '#server/app.ts';
import type { Route } from '#server/platform/route.ts';
import { answerTo, type Asked, type Known } from '#test/walls/any-request.ts';
import { actors, type Actor } from '#test/walls/authorization-actors.ts';
import { authorizationMatrix } from '#test/walls/authorization-matrix.ts';
import { questionsFor } from '#test/walls/authorization-questions.ts';
import type { House } from '#test/house.ts';

export const nameOf = ({ endpoint }: Route) => `${endpoint.method} ${endpoint.path}`;
export const guarded = routes.filter(({ rights }) => typeof rights !== 'string');

export const tokenOf = (house: House, actor: Actor) =>
  house.as(actor === 'elsewhere' ? 'south-worker' : `north-${actor}`).token;

/** Those whom the matrix lets do it, and those whom it does not. */
export function actorsOf(route: Route): { may: Actor[]; mayNot: Actor[] } {
  const row = authorizationMatrix.get(nameOf(route));
  const may = actors.filter((actor) => row?.get(actor) === 'may');
  return { may, mayNot: actors.filter((actor) => !may.includes(actor)) };
}

/** A question with somebody who may ask it, and how it was answered. */
export type Right = { route: Route; actor: Actor; asked: Asked; isDone: boolean; raw: string };
type World = { known: Known; restore: () => Promise<void> };

/** For every operation the first question that the contract takes; nobody has asked it yet. */
export const askedOnce = (known: Known): Right[] =>
  guarded.flatMap((route) => {
    const [actor = 'worker'] = actorsOf(route).may;
    const [asked] = questionsFor(route, known);
    return asked ? [{ route, actor, asked, isDone: false, raw: '' }] : [];
  });

/**
 * For every operation a question that is answered with what was asked for; where the world holds none, one that the contract takes
 * and the state of things refuses. The world is put back after each.
 */
export async function askedRight(house: House, world: World): Promise<Right[]> {
  const found: Right[] = [];
  for (const route of guarded) found.push(await rightFor(house, route, world));
  return found;
}

const mostTries = 10;

async function rightFor(house: House, route: Route, { known, restore }: World): Promise<Right> {
  const [first, second] = actorsOf(route).may.filter((each) => each !== 'elsewhere');
  let next: Right | undefined;
  for (const [index, asked] of questionsFor(route, known).slice(0, mostTries).entries()) {
    const actor = index % 3 === 2 ? (second ?? first) : first;
    if (!actor) break;
    const { status, text, raw } = await answerTo(house, tokenOf(house, actor), asked);
    const right = { route, actor, asked, isDone: status === 200, raw };
    if (status === 200 && asked.method === 'POST') await restore();
    if (status === 200) return right;
    const isTaken = status < 500 && !text.includes('"bad-input"');
    if (isTaken || next === undefined) next = right;
  }
  if (!next) throw new Error(`Nobody may ask ${nameOf(route)}`);
  return next;
}
