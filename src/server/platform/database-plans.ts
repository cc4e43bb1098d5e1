import { sql } from 'kysely';
import type pg from 'pg';

/** The mark itself, for a statement that is written as text. */
export const planKept = '/* plan kept */';

/**
 * Marks a statement whose plan each connection keeps: under row security, planning a list costs more than reading it.
 * Only for statements of few shapes, with arrays in place of lists of parameters.
 */
export const keepPlan = sql.raw<never>(planKept);

/**
 * One of these ids, for a statement whose plan is kept. Asked for in this way the planner cannot see how many they are; where it can,
 * it believes that a plan for just these few is worth making anew each time.
 */
export const oneOf = (ids: readonly string[]) =>
  sql<string>`any((select ${[...ids]}::uuid[])::uuid[])`;

const names = new Map<string, string>();

function nameOf(text: string) {
  const name = names.get(text) ?? `kept-${names.size}`;
  names.set(text, name);
  return name;
}

/** Sends marked statements by name, so that this connection plans each of them once. */
export function keepPlans(client: pg.PoolClient) {
  const { query } = client;
  Object.defineProperty(client, 'query', {
    configurable: true,
    value: (...given: unknown[]): unknown => {
      const [text, values] = given;
      const isKept = typeof text === 'string' && text.includes(planKept);
      return Reflect.apply(query, client, isKept ? [{ name: nameOf(text), text, values }] : given);
    },
  });
}
