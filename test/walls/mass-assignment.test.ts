import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import * as directory from '#contract/directory.ts';
import { problem } from '#contract/problem.ts';
import { routes } from '#server/app.ts';
import { addOrganization } from '#server/features/directory/keep-directory.ts';
import { mount } from '#server/platform/http.ts';
import { route, type Route } from '#server/platform/route.ts';
import { answerTo, requestsTo, type Asked } from '#test/walls/any-request.ts';
import { askedOnce, nameOf, tokenOf, type Right } from '#test/walls/asked-right.ts';
import { authorizationWorld } from '#test/walls/authorization-world.ts';
import {
  columnNames,
  inputSchema,
  namesIn,
  openings,
  replySchema,
} from '#test/walls/schema-names.ts';
import type { House } from '#test/house.ts';

const { house, north, south } = await authorizationWorld();
const rights = askedOnce(north);
/** Every property of every answer and every column; and what a careless merge would take for more than a name. */
let names: string[] = [];
let before: Record<string, string> = {};

beforeAll(async () => {
  const told = routes.flatMap((each) => namesIn(replySchema(each) ?? false));
  const special = ['__proto__', 'constructor', 'prototype', 'toString'];
  names = [...new Set([...told, ...(await columnNames(house)), ...special])].toSorted();
  before = await contents();
});
afterAll(() => house.close());

/** What every table holds, but for the trail of who asked. */
async function contents(): Promise<Record<string, string>> {
  const { rows: tables } = await house.owner.query(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('audit', 'audit_seal') order by 1`,
  );
  const digests = tables.map(async ({ name }) => {
    const { rows } = await house.owner.query(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${name} t`,
    );
    return [name, rows[0].digest];
  });
  return Object.fromEntries(await Promise.all(digests));
}

const isWrite = ({ endpoint }: Route) => endpoint.method === 'POST';
const ofNobody: Right[] = routes
  .filter((each) => each.rights === 'anybody' && isWrite(each))
  .flatMap((each) =>
    fc
      .sample(requestsTo(each, north), { seed: 7, numRuns: 1 })
      .map((asked): Right => ({ route: each, actor: 'worker', asked, isDone: false, raw: '' })),
  );
const writes = () => [...rights, ...ofNobody].filter((right) => isWrite(right.route));

// A browser's authenticator says more than we read; what is not named is dropped.
const byTheBrowser = /^\.(response|passkey)(\.response|\.clientExtensionResults)?$/;

const openIn = (schema: ReturnType<typeof inputSchema> | null) =>
  schema === null ? [] : openings(schema).filter((at) => !byTheBrowser.test(at));

test.each(routes.map((each) => [nameOf(each), each] as const))(
  '%s takes no field that it does not name (S9)',
  (_, each) => {
    // zod writes an open object as one that says nothing about more fields, when it is read as input.
    expect(openIn(inputSchema(each))).toEqual([]);
  },
);

const ownNames = (each: Route) => {
  const schema = inputSchema(each);
  return new Set(typeof schema === 'boolean' ? [] : Object.keys(schema.properties ?? {}));
};

const elsewhere = (column: string) => south.ids.get(column)?.[0]?.id ?? house.newId();
const valueOf = (name: string): unknown => {
  if (/_?id$/i.test(name)) return elsewhere('agency_id');
  if (/^(is|has|may)[A-Z_]/.test(name)) return true;
  return /(_at|At|_on|On)$/.test(name) ? '1999-01-01T00:00:00Z' : 'administrator';
};

const withFields = ({ asked, route: { endpoint } }: Right, more: readonly string[]): Asked => {
  const extras = Object.fromEntries(more.map((name) => [name, valueOf(name)]));
  const all = { ...Object(asked.body), ...extras };
  if (endpoint.kind !== 'upload') return { ...asked, body: all };
  const query = Object.entries(all).map(([name, value]) => [name, String(value)]);
  return {
    ...asked,
    path: `${asked.path}?${new URLSearchParams(query).toString()}`,
    body: 'some bytes',
  };
};

/** Which of these fields were not refused by name. */
async function accepted(at: House, right: Right, more: readonly string[]): Promise<string[]> {
  const asked = withFields(right, more);
  const { status, raw } = await answerTo(at, tokenOf(at, right.actor), asked);
  if (status !== 400) return [`${status} to ${more.length} fields`];
  const paths = new Set(problem.parse(JSON.parse(raw)).fields?.map(({ path }) => path));
  return more.filter((name) => !paths.has(name));
}

const about = (right: Right, found: string[]) =>
  found.map((each) => `${nameOf(right.route)}: ${each}`);

test(
  'every property of every answer, and every column, is refused by its name on every write that does not ask for it (S9)',
  { timeout: 240_000 },
  async () => {
    const found: string[] = [];
    expect(names.length).toBeGreaterThan(800);
    for (const right of writes()) {
      const own = ownNames(right.route);
      const others = names.filter((name) => !own.has(name));
      found.push(...about(right, await accepted(house, right, others)));
    }
    expect(found).toEqual([]);
  },
);

test('each alone is refused too, in turn over all writes (S9)', { timeout: 240_000 }, async () => {
  const found: string[] = [];
  const perWrite = Math.ceil(names.length / writes().length);
  for (const [index, right] of writes().entries()) {
    const own = ownNames(right.route);
    for (const name of names.slice(index * perWrite, (index + 1) * perWrite))
      if (!own.has(name)) found.push(...about(right, await accepted(house, right, [name])));
  }
  expect(found).toEqual([]);
});

/** The value with some fields more in each object within it, one object at a time. */
function deepened(value: unknown, more: Record<string, unknown>, isTop = true): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((each, at) =>
      deepened(each, more, false).map((next) => value.with(at, next)),
    );
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.entries(value).flatMap(([name, each]) =>
    deepened(each, more, false).map((next) => ({ ...value, [name]: next })),
  );
  return isTop ? within : [{ ...value, ...more }, ...within];
}

test('no object within a request takes more than it names (S9)', { timeout: 240_000 }, async () => {
  const asked = new Set(routes.flatMap((each) => namesIn(inputSchema(each))));
  const more = names.filter((name) => !asked.has(name)).slice(0, 200);
  const extras = Object.fromEntries(more.map((name) => [name, valueOf(name)]));
  const found: string[] = [];
  let tried = 0;
  for (const right of writes())
    for (const body of deepened(right.asked.body, extras)) {
      const isOfTheBrowser = /passkey/.test(right.route.endpoint.path);
      if (isOfTheBrowser) continue;
      tried += 1;
      const { status, raw } = await answerTo(house, tokenOf(house, right.actor), {
        ...right.asked,
        body,
      });
      if (status !== 400) found.push(...about(right, [`${status} ${raw.slice(0, 200)}`]));
    }
  expect(found).toEqual([]);
  expect(tried).toBeGreaterThan(10);
});

test('a body that names another client than its address is refused (S9, S1)', async () => {
  for (const right of writes()) {
    const [, name = ''] = /:(\w+)/.exec(right.route.endpoint.path) ?? [];
    if (name === '' || right.route.endpoint.kind === 'upload') continue;
    const body = { ...Object(right.asked.body), [name]: house.newId() };
    const { status, raw } = await answerTo(house, tokenOf(house, right.actor), {
      ...right.asked,
      body,
    });
    expect(`${nameOf(right.route)} ${status} ${raw}`).toContain(`"path":"${name}"`);
  }
});

test('nothing of all this was written (S9)', async () => {
  expect(await contents()).toEqual(before);
});

test('control: an open form, and one within one, are found (S9)', () => {
  const schema = (shape: z.ZodType) =>
    z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });

  expect(openings(schema(z.object({})))).toEqual(['']);
  expect(openings(schema(z.strictObject({ a: z.array(z.object({})) })))).toEqual(['.a[]']);
});

test('control: a write that takes what it does not name is found, and what it wrote too (S9)', async () => {
  const write = { needs: 'directory:write', purpose: 'care-coordination' } as const;
  const input = z.looseObject(directory.addOrganization.input.shape);
  const open = route({ ...directory.addOrganization, input }, write, addOrganization);
  const broken = { ...house, app: mount([open], house.shell) };
  const asked = { method: 'POST', path: open.endpoint.path, body: { name: 'Harbor' } } as const;
  const right: Right = { route: open, actor: 'worker', asked, isDone: true, raw: '' };

  expect(await accepted(broken, right, ['agency_id'])).toEqual(['200 to 1 fields']);
  expect(await contents()).not.toEqual(before);
});
