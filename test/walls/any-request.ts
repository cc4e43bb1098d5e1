import fc from 'fast-check';
import { z } from 'zod';
import { recordKinds } from '#domain/record/record-facts.ts';
import type { Route } from '#server/platform/route.ts';
import { origin, type House } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

export type KnownId = { id: string; clientId: string | null };
/** Every id of every agency, by the name of its column: what somebody could have seen in an address. */
export type KnownIds = ReadonlyMap<string, readonly KnownId[]>;
export type Known = {
  ids: KnownIds;
  texts: readonly string[];
  /** What somebody looked at before they changed it, by the column of its id. */
  versions?: ReadonlyMap<string, string>;
};
export type Asked = { method: 'GET' | 'POST'; path: string; body: unknown };

export async function knownIds({ owner }: House): Promise<KnownIds> {
  const { rows: columns } = await owner.query(`
    select c.table_name as table, c.column_name as column,
      exists (select from information_schema.columns o where o.table_schema = 'public'
        and o.table_name = c.table_name and o.column_name = 'client_id') as "hasClient"
    from information_schema.columns c join pg_tables t on t.schemaname = 'public' and t.tablename = c.table_name
    where c.table_schema = 'public' and c.data_type = 'uuid' and c.table_name <> 'audit'`);
  const known = new Map<string, KnownId[]>();
  for (const { table, column, hasClient } of columns) {
    const { rows } = await owner.query(
      `select distinct ${column} as id, ${hasClient ? 'client_id' : 'null'} as "clientId" from ${table} where ${column} is not null`,
    );
    known.set(column, [...(known.get(column) ?? []), ...rows]);
  }
  const all = [...known.values()].flat();
  const clientOf = new Map(
    all.flatMap(({ id, clientId }) => (clientId ? [[id, clientId] as const] : [])),
  );
  // A version of a thing names no client; the thing itself does.
  return new Map(
    [...known].map(([column, theirs]) => [
      column,
      theirs.map(({ id }) => ({ id, clientId: clientOf.get(id) ?? null })),
    ]),
  );
}

/** What a released table calls otherwise. */
const olderNames = new Map([['accessId', 'glass_id']]);

/** "clientId" is called client_id in the database. */
export const columnOf = (name: string) =>
  olderNames.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Node = z.core.JSONSchema._JSONSchema;
const days = ['2026-01-01', '2026-01-15', '2027-03-14', '2027-03-15', '2027-03-30', '2028-01-01'];
const nobody = '01890000-0000-7000-8000-000000000000';

/** Whatever is derived from a route and what is known is derived once: all actors are asked about the same. */
export function once<T>(derive: (route: Route, known: Known) => T) {
  const kept = new WeakMap<Known, Map<Route, T>>();
  return (route: Route, known: Known): T => {
    const ofThese = kept.get(known) ?? new Map<Route, T>();
    kept.set(known, ofThese);
    const derived = ofThese.get(route) ?? derive(route, known);
    ofThese.set(route, derived);
    return derived;
  };
}

/** Requests that this route's own schema would take, about things that exist. */
export const requestsTo = once(({ endpoint }, known): fc.Arbitrary<Asked> => {
  const schema = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' });
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const fields = valueOf(schema, '', known).map((value) =>
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  );
  return fields.map((entries) => {
    const inPath = new Map(entries.filter(([name]) => names.includes(name)));
    const rest = entries.filter(([name]) => !names.includes(name));
    const path = endpoint.path.replace(/:(\w+)/g, (_, name) => String(inPath.get(name)));
    if (endpoint.method === 'POST')
      return { method: 'POST', path, body: Object.fromEntries(rest) } as const;
    const query = new URLSearchParams(
      rest.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
    );
    return { method: 'GET', path: `${path}?${query.toString()}`, body: undefined } as const;
  });
});

function valueOf(node: Node, name: string, known: Known): fc.Arbitrary<unknown> {
  if (typeof node === 'boolean') return fc.constant(null);
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum) return fc.constantFrom(...node.enum);
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return fc.oneof(...choices.map((each) => valueOf(each, name, known)));
  switch (node.type) {
    case 'object':
      return objectOf(node, known);
    case 'array':
      return fc.array(valueOf(itemOf(node.items), name.replace(/s$/, ''), known), {
        minLength: Math.min(node.minItems ?? 0, 2),
        maxLength: 2,
      });
    case 'integer':
    case 'number':
      return aroundFrom(Math.max(node.minimum ?? 0, 0));
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textOf(node, name, known);
    case 'null':
    case undefined:
    default:
      return fc.constant(null);
  }
}

/** Small numbers: versions, pages and minutes are. */
const aroundFrom = (min: number) => fc.integer({ min, max: min + 14 });

const itemOf = (items: Exclude<Node, boolean>['items']): Node =>
  items === undefined || Array.isArray(items) ? true : items;

function objectOf(node: Exclude<Node, boolean>, known: Known) {
  const properties = Object.entries(node.properties ?? {});
  const arbitraries = properties.map(([name, each]) => [name, valueOf(each, name, known)] as const);
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: node.required ?? [] });
}

function textOf(node: Exclude<Node, boolean>, name: string, { ids, texts }: Known) {
  const idsOf = (column: string) => (ids.get(column) ?? []).map(({ id }) => id);
  const some = (wanted: string[]) => fc.constantFrom(...(wanted.length > 0 ? wanted : [nobody]));
  const anyId = () => some([...ids.values()].flatMap((all) => all.map(({ id }) => id)));
  const head = fc.constantFrom(...texts);
  if (node.format === 'uuid') {
    const column = columnOf(name);
    const own = [...idsOf(column), ...(column === 'worker_id' ? idsOf('staff_id') : [])];
    return own.length === 0
      ? anyId()
      : fc.oneof({ weight: 8, arbitrary: some(own) }, { weight: 1, arbitrary: anyId() });
  }
  if (node.format === 'date') return fc.constantFrom(...days);
  if (node.format === 'date-time') return fc.constant('2027-03-15T14:05:00Z');
  if (node.format === 'email') return head.map((text) => `${text}@home.example`);
  if (name === 'after')
    return fc.oneof(
      anyId(),
      fc
        .tuple(fc.constantFrom(...days), anyId())
        .map(([on, id]) => `${on}_${on}T14:00:00.000Z_${id}`),
      some(idsOf('enrollment_id')).map((id) => `none_${id}_cadence`),
    );
  if (name === 'kinds') return fc.constantFrom('', ...recordKinds);
  if (name === 'time') return fc.constant('10:30');
  if (name === 'timeZone') return fc.constant('America/New_York');
  return head;
}

/** All that came back, and the part of it that has no chance in it: a PDF is made anew each time. */
export type Answered = { status: number; text: string; comparable: string; raw: string };

/** Asks as somebody, and answers with everything that came back: headers, body, and the words of a PDF. */
export async function answerTo(
  house: House,
  token: string | undefined,
  asked: Asked,
): Promise<Answered> {
  const { method, path, body } = asked;
  const response = await house.app.request(`${origin}${path}`, {
    method,
    headers: {
      host: new URL(origin).host,
      ...(token ? { cookie: `session=${token}` } : {}),
      ...(method === 'GET' ? {} : { origin, 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const headers = JSON.stringify([...response.headers]);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPdf = response.headers.get('content-type') === 'application/pdf';
  const words = isPdf ? (await readPdf(bytes)).text.replaceAll(/\s/g, '') : '';
  const raw = Buffer.from(bytes).toString(isPdf ? 'latin1' : 'utf8');
  const { status } = response;
  return {
    status,
    text: `${headers}${raw}${words}`,
    comparable: `${headers}${isPdf ? words : raw}`,
    raw,
  };
}
