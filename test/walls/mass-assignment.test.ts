import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '#server/app.ts';
import type { Route } from '#server/platform/route.ts';
import { answerTo, knownIds, requestsTo, type Known } from '#test/walls/any-request.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let known: Known;
let elsewhere = '';
let before: Record<string, string>;

beforeAll(async () => {
  const agency = await given.agency('North');
  elsewhere = (await given.agency('South')).agencyId;
  const program = await given.program(agency);
  const roles = ['case-manager', 'supervisor', 'administrator'] as const;
  const all = await given.staff(agency, 'all', { roles: [...roles], program });
  await given.client(agency, { program, worker: all });
  known = { ids: await knownIds(house), texts: ['some words'] };
  before = await contents();
});
afterAll(() => house.close());

type Node = z.core.JSONSchema._JSONSchema;

/** Where an input takes fields that it does not name. */
function openings(node: Node, at = ''): string[] {
  if (typeof node === 'boolean') return [];
  const isOpen = node.type === 'object' && node.additionalProperties !== false;
  return [
    ...(isOpen ? [at] : []),
    ...Object.entries(node.properties ?? {}).flatMap(([name, each]) =>
      openings(each, `${at}.${name}`),
    ),
    ...[node.items ?? []].flat().flatMap((each) => openings(each, `${at}[]`)),
    ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((each) => openings(each, at)),
  ];
}
const schemaOf = (input: z.ZodType) =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });

const posts = routes
  .filter(({ endpoint }) => endpoint.method === 'POST')
  .map((route) => [route.endpoint.path, route] as const);

// A browser's authenticator says more than we read; what is not named is dropped.
const byTheBrowser = /^\.(response|passkey)(\.response|\.clientExtensionResults)?$/;

test.each(posts)('%s takes no field that it does not name (S9)', (_, { endpoint }) => {
  // zod writes an open object as one that says nothing about more fields, when it is read as input.
  expect(openings(schemaOf(endpoint.input)).filter((at) => !byTheBrowser.test(at))).toEqual([]);
});

test('control: an open form, and an open form within one, are found (S9)', () => {
  expect(openings(schemaOf(z.object({})))).toEqual(['']);
  expect(openings(schemaOf(z.strictObject({ a: z.array(z.object({})) })))).toEqual(['.a[]']);
});

const extras = (): Record<string, unknown> => ({
  agency_id: elsewhere,
  agencyId: elsewhere,
  class_: 'general',
  role: 'administrator',
  isAdministrator: true,
  createdAt: '1999-01-01T00:00:00Z',
  recordedBy: elsewhere,
  recorded_at: '1999-01-01T00:00:00Z',
  isVoid: true,
  state: 'closed',
  staffIds: [elsewhere],
  hmac: 'x',
  constructor: { prototype: { isAdmin: true } },
});

/** What every table holds, but for the trail of who asked. */
async function contents() {
  const { rows: tables } = await house.owner.query(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'audit' order by 1`,
  );
  const digests = tables.map(async ({ name }) => {
    const { rows } = await house.owner.query(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${name} t`,
    );
    return [name, rows[0].digest];
  });
  return Object.fromEntries(await Promise.all(digests));
}

const namesField = (route: Route, name: string) => {
  const schema = schemaOf(route.endpoint.input);
  return typeof schema !== 'boolean' && name in (schema.properties ?? {});
};

describe.each(posts.filter(([, { endpoint }]) => endpoint.kind === 'json'))('%s', (_, route) => {
  test('a body with one field more is refused, and the field is named (S9)', async () => {
    const { token } = house.as('all');
    const [valid] = fc.sample(requestsTo(route, known), { seed: 7, numRuns: 1 });
    for (const [name, value] of Object.entries(extras())) {
      if (namesField(route, name)) continue;
      const body = { ...Object(valid?.body), [name]: value };
      const path = valid?.path ?? '';
      const { status, text } = await answerTo(house, token, { method: 'POST', path, body });
      expect(`${status} ${text}`).toMatch(/^400 /);
      expect(text).toContain(`\\"${name}\\"`);
    }
  });
});

test('nothing of all this was written (S9)', async () => {
  expect(await contents()).toEqual(before);
});

test('control: a body without the one field more is written, and that is noticed (S9)', async () => {
  const body = { name: 'Harbor Services' };
  const path = '/api/directory/organizations';
  const { status } = await answerTo(house, house.as('all').token, { method: 'POST', path, body });

  expect(status).toBe(200);
  expect(await contents()).not.toEqual(before);
});
