import { expect, test } from 'vitest';
import { routes } from './app.ts';

const unnamed = { aFieldThatNobodyNamed: true };

test.each(routes.map(({ endpoint }) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s refuses a field that its contract does not name',
  (_, { input }) => {
    const { error } = input.safeParse(unnamed);

    expect(error?.issues.map(({ code }) => code)).toContain('unrecognized_keys');
  },
);
