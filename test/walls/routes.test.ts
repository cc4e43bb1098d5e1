import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '#domain/access/abilities.ts';
import { routes } from '#server/app.ts';
import { problemTexts } from '#server/platform/refusals.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const nobody = '01890000-0000-7000-8000-000000000000';
const addressOf = (path: string) => path.replace(/:(\w+)/g, nobody);

beforeAll(async () => {
  const agency = await given.agency('North');
  const program = await given.program(agency);
  for (const role of roles) await given.staff(agency, role, { roles: [role], program });
});
afterAll(() => house.close());

const guarded = routes.flatMap(({ endpoint, rights }) =>
  typeof rights === 'string'
    ? []
    : [{ name: `${endpoint.method} ${endpoint.path}`, endpoint, rights }],
);

const asked = async (
  who: string | null,
  { endpoint }: (typeof guarded)[number],
  body: unknown = {},
) => {
  const caller = who === null ? house.visitor : house.as(who);
  const path = addressOf(endpoint.path);
  return endpoint.method === 'GET' ? caller.get(path) : caller.post(path, body);
};

test('there are routes to look at', () => {
  expect(guarded.length).toBeGreaterThan(40);
});

describe.each(guarded.map((one) => [one.name, one] as const))('%s', (_, one) => {
  test('a visitor is told to sign in, whatever they ask for (S1)', async () => {
    expect(await asked(null, one)).toMatchObject({ status: 401, body: { type: 'not-signed-in' } });
  });

  test('it refuses with problems that have a text of their own (S1)', () => {
    expect(one.endpoint.refusals.filter((code) => !(code in problemTexts))).toEqual([]);
  });
});

test('no two routes share an address', () => {
  const names = routes.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
  expect(names).toEqual([...new Set(names)]);
});

const anyBody = fc.oneof(
  fc.json().map((text): unknown => JSON.parse(text)),
  fc.dictionary(fc.string(), fc.anything({ withBigInt: false, withDate: false })),
  fc.constantFrom<unknown>(
    [],
    'text',
    12,
    null,
    { __proto__: { admin: true } },
    { clientId: ['a'] },
  ),
);

test('nonsense is refused and never a fault (S7)', { timeout: 240_000 }, async () => {
  const posts = guarded.filter(
    ({ endpoint }) => endpoint.kind === 'json' && endpoint.method === 'POST',
  );
  const everybody = ['supervisor', 'administrator'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...posts),
      fc.constantFrom(...everybody),
      anyBody,
      async (one, who, body) => {
        const reply = await asked(who, one, body);
        expect(reply.status, `${one.name} ${JSON.stringify(body)}`).toBeLessThan(500);
      },
    ),
    { numRuns: 1_000 },
  );
});

test(
  'every field of every form takes a wrong kind of value without a fault (S7)',
  { timeout: 300_000 },
  async () => {
    const wrong: unknown[] = [
      null,
      0,
      -1,
      1e99,
      true,
      '',
      'x'.repeat(5_000),
      '\u0000',
      [],
      {},
      '2026-02-30',
      nobody,
    ];
    const faults: string[] = [];
    const { body: document } = await house.visitor.get('/api/openapi.json');
    const forms = guarded.filter(
      ({ endpoint }) => endpoint.kind === 'json' && endpoint.method === 'POST',
    );
    const waiting = forms.values();
    const lane = async () => {
      for (const one of waiting) {
        const { properties = {} } = fieldsOf(document, one.name) ?? {};
        for (const name of Object.keys(properties))
          for (const value of wrong) {
            const reply = await asked('supervisor', one, { [name]: value });
            if (reply.status >= 500)
              faults.push(`${one.name} ${name}=${JSON.stringify(value)?.slice(0, 40)}`);
          }
      }
    };
    await Promise.all([lane(), lane(), lane(), lane()]);
    expect(faults).toEqual([]);
  },
);

function fieldsOf(
  document: { paths: Record<string, any> },
  name: string,
): { properties?: Record<string, unknown> } | undefined {
  const [method = '', path = ''] = name.split(' ');
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')][method.toLowerCase()];
  return operation.requestBody?.content['application/json']?.schema;
}

test('broken JSON and JSON that is no object name the remedy (S7)', async () => {
  const response = await house.app.request('http://localhost:4321/api/session/lock', {
    method: 'POST',
    headers: {
      host: 'localhost:4321',
      origin: 'http://localhost:4321',
      cookie: `session=${house.as('supervisor').token}`,
    },
    body: '{"a":',
  });

  expect(response.status).toBe(400);
});
