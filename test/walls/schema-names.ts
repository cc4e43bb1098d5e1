import { z } from 'zod';
import type { Route } from '#server/platform/route.ts';
import type { House } from '#test/house.ts';

type Node = z.core.JSONSchema._JSONSchema;

export const inputSchema = ({ endpoint }: Pick<Route, 'endpoint'>): Node =>
  z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' });

/** What may come back as JSON; a file has no fields. */
export const replySchema = ({ endpoint }: Pick<Route, 'endpoint'>): Node | null =>
  endpoint.kind === 'file'
    ? null
    : z.toJSONSchema(endpoint.reply, { io: 'output', unrepresentable: 'any' });

const partsOf = (node: Exclude<Node, boolean>): Node[] => [
  ...[node.items ?? []].flat(),
  ...(node.prefixItems ?? []),
  ...(node.anyOf ?? []),
  ...(node.oneOf ?? []),
  ...(node.allOf ?? []),
];

/** The name of every property in it, however deep. */
export function namesIn(node: Node): string[] {
  if (typeof node === 'boolean') return [];
  const own = Object.entries(node.properties ?? {});
  return [
    ...own.flatMap(([name, each]) => [name, ...namesIn(each)]),
    ...partsOf(node).flatMap(namesIn),
    ...(typeof node.additionalProperties === 'object' ? namesIn(node.additionalProperties) : []),
  ];
}

/** Where it takes fields that it does not name. */
export function openings(node: Node, at = ''): string[] {
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

/** Where a value holds a property that none of the shapes it may have names. */
export function outside(value: unknown, shapes: readonly Node[], at = ''): string[] {
  const all = shapes.flatMap(alternatives);
  if (all.some((node) => typeof node !== 'boolean' && isAnything(node))) return [];
  if (Array.isArray(value)) {
    const items = all.flatMap((node) =>
      typeof node === 'boolean' ? [] : [node.items ?? []].flat(),
    );
    return value.flatMap((each) => outside(each, items, `${at}[]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const named = all.flatMap((node) => propertyOf(node, name));
    return named.length === 0 ? [`${at}.${name}`] : outside(each, named, `${at}.${name}`);
  });
}

const alternatives = (node: Node): Node[] =>
  typeof node === 'boolean'
    ? [node]
    : [
        node,
        ...[...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])].flatMap(
          alternatives,
        ),
      ];

/** A schema that says nothing at all. */
const isAnything = (node: Exclude<Node, boolean>) =>
  Object.keys(node).every((key) => key === '$schema');

function propertyOf(node: Node, name: string): Node[] {
  if (typeof node === 'boolean') return [];
  const named = node.properties?.[name];
  if (named !== undefined) return [named];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}

/** Every column of every table, as the database and as the contract would call it. */
export async function columnNames({ owner }: House): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select distinct column_name as name from information_schema.columns where table_schema in ('public', 'auth', 'sign_in')`,
  );
  return rows.flatMap(({ name }) => [
    name,
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  ]);
}
