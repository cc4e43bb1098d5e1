import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import { answerTo, knownIds, requestsTo, type Asked, type Known } from '#test/walls/any-request.ts';
import { canaries } from '#test/walls/canary-words.ts';
import { canaryAgency } from '#test/walls/canary-world.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let known: Known;

beforeAll(async () => {
  const { given, ana } = await canaryAgency(house, 'north', canaries());
  for (const role of ['supervisor', 'administrator', 'biller', 'auditor'])
    await house.owner.query('insert into staff_role values ($1, $2, $3, now())', [
      given.agencyId,
      ana.staffId,
      role,
    ]);
  known = { ids: await knownIds(house), texts: ['some words'] };
});
afterAll(() => house.close());

const uuid = '01890000-0000-7000-8000-000000000000';
const dashes = '-'.repeat(36);

/** What has the shape of something right, and is nothing that the database can hold. */
function hostileFor(value: unknown, name: string): unknown[] {
  if (typeof value === 'number') return [2 ** 31, Number.MAX_SAFE_INTEGER, -1];
  if (typeof value !== 'string') return [];
  if (name === 'after')
    return [
      dashes,
      uuid,
      `2026-99-99_${uuid}_cadence`,
      `0000-01-01_${uuid}_cadence`,
      `2026-01-01_${dashes}_cadence`,
      `2026-01-01_2026-99-99T10:00:00Z_${uuid}`,
      `2026-01-01_2026-01-01Z_${uuid}`,
      `2026-99-99T10:00:00Z_${uuid}`,
      `0000-01-01T10:00:00Z_${uuid}`,
      `2026-01-01T10:00:00Z_${dashes}`,
      `99999999999_${uuid}_cadence`,
      `1_${dashes}_cadence`,
    ];
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return ['0000-01-01', '0001-01-01', '9999-12-31'];
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return ['0000-01-01T10:00:00Z', '9999-12-31T23:59:59Z'];
  if (/^[0-9a-f-]{36}$/.test(value)) return [dashes];
  return ['\ud800', 'a'.repeat(5_000)];
}

/** The value with each of its parts, however deep, replaced in turn. */
function worsened(value: unknown, name = ''): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((each, at) => worsened(each, name).map((bad) => value.with(at, bad)));
  if (typeof value !== 'object' || value === null) return hostileFor(value, name);
  return Object.entries(value).flatMap(([field, each]) =>
    worsened(each, field).map((bad) => ({ ...value, [field]: bad })),
  );
}

function worseThan({ method, path, body }: Asked): Asked[] {
  if (method === 'POST') return worsened(body).map((bad) => ({ method, path, body: bad }));
  const [place = '', query] = path.split('?');
  const fields = Object.fromEntries(new URLSearchParams(query));
  return worsened(fields).map((bad) => {
    const entries = Object.entries(Object(bad)).map(([name, each]) => [name, String(each)]);
    return { method, path: `${place}?${new URLSearchParams(entries).toString()}`, body };
  });
}

const asked = routes.filter(({ endpoint }) => endpoint.kind === 'json' || endpoint.kind === 'file');

test.each(
  asked.map((route) => [`${route.endpoint.method} ${route.endpoint.path}`, route] as const),
)(
  '%s answers nothing that has only the shape of something right with a fault (S8)',
  async (_, route) => {
    const { token } = house.as('north-ana');
    for (const sample of fc.sample(requestsTo(route, known), { seed: 11, numRuns: 3 }))
      for (const worse of worseThan(sample)) {
        const { status, text } = await answerTo(house, token, worse);
        expect(status, `${JSON.stringify(worse).slice(0, 400)} → ${text.slice(-300)}`).toBeLessThan(
          500,
        );
      }
  },
);
