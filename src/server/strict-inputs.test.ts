import { expect, test } from 'vitest';
import { z } from 'zod';
import { operationOf } from '#contract/endpoint.ts';
import { holdsIds } from '#server/platform/request.ts';
import { routes } from './app.ts';

const unnamed = { aFieldThatNobodyNamed: true };

test.each(routes.map(({ endpoint }) => [operationOf(endpoint), endpoint] as const))(
  '%s refuses a field that its contract does not name',
  (_, { input }) => {
    const { error } = input.safeParse(unnamed);

    expect(error?.issues.map(({ code }) => code)).toContain('unrecognized_keys');
  },
);

/** The names of the fields that take a uuid. */
function namesOfIds(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((each) => namesOfIds(each, name));
  if ('format' in schema && schema.format === 'uuid') return [name];
  return Object.entries(schema).flatMap(([key, each]) =>
    key === 'properties' && typeof each === 'object' && each !== null
      ? Object.entries(each).flatMap(([property, of]) => namesOfIds(of, property))
      : namesOfIds(each, name),
  );
}

test('an id is known by the name of its field, and what people type is no id', () => {
  const names = new Set(
    routes.flatMap(({ endpoint }) =>
      namesOfIds(z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' })),
    ),
  );

  expect(names.size).toBeGreaterThan(20);
  expect([...names].filter((name) => !holdsIds.test(name))).toEqual([]);
  expect(
    ['password', 'newPassword', 'value', 'text', 'note'].filter((name) => holdsIds.test(name)),
  ).toEqual([]);
});
