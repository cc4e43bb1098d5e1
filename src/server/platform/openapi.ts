import { z } from 'zod';
import { operationOf } from '#contract/endpoint.ts';
import { commonProblems } from '#contract/problem.ts';
import { problemTexts } from './refusals.ts';
import type { Route } from './route.ts';

/** The OpenAPI 3.1 document of every route that is mounted, made from the contract itself. */
export function describeRoutes(routes: Route[], origin: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { endpoint, rights } of routes) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    const input = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' });
    const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const inPath = names.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const inQuery =
      endpoint.kind === 'json' && endpoint.method === 'POST'
        ? []
        : Object.entries(input.properties ?? {})
            .filter(([name]) => !names.includes(name))
            .map(([name, schema]) => ({
              name,
              in: 'query',
              required: input.required?.includes(name) ?? false,
              schema,
            }));
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: operationOf(endpoint),
        summary: endpoint.summary,
        'x-requirements': endpoint.requirements,
        'x-needs': typeof rights === 'string' ? rights : rights.needs,
        'x-purpose': typeof rights === 'string' ? 'none' : rights.purpose,
        parameters: [...inPath, ...inQuery],
        ...(endpoint.kind === 'json' && endpoint.method === 'POST'
          ? { requestBody: { content: { 'application/json': { schema: input } } } }
          : {}),
        ...(endpoint.kind === 'upload'
          ? { requestBody: { content: { 'application/octet-stream': {} } } }
          : {}),
        responses: responsesOf({ endpoint, rights }),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Roundtable', version: '1' },
    servers: [{ url: origin }],
    paths,
  };
}

function responsesOf({ endpoint, rights }: Pick<Route, 'endpoint' | 'rights'>) {
  const usual =
    typeof rights === 'string'
      ? ['bad-input']
      : Object.keys(commonProblems).filter((code) => !code.startsWith('wrong-'));
  const byStatus = Map.groupBy(
    [...new Set([...usual, ...endpoint.refusals])],
    (code) => problemTexts[code]?.status ?? 500,
  );
  const refusals = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `${code}: ${problemTexts[code]?.title ?? ''}`).join(' '),
      content: { 'application/problem+json': {} },
    },
  ]);
  const content =
    endpoint.kind === 'file'
      ? { 'application/octet-stream': {} }
      : {
          'application/json': {
            schema: z.toJSONSchema(endpoint.reply, { io: 'output', unrepresentable: 'any' }),
          },
        };
  return { '200': { description: 'Done.', content }, ...Object.fromEntries(refusals) };
}
