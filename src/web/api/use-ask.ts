import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { call, type Problem } from './call.ts';

type Named = Record<string, unknown>;

/** One question, by the name under which its answer is kept. */
export const question = <I extends z.ZodType<Named, Named>, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  input: z.input<I>,
) => ({
  queryKey: [endpoint.path, input] as const,
  queryFn: (): Promise<z.output<R>> => call(endpoint, input),
});

/** Reads an endpoint and keeps the last good answer on the screen while it asks again. */
export const useAsk = <I extends z.ZodType<Named, Named>, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  input: z.input<I>,
  options: {
    enabled?: boolean;
    refetchInterval?: number;
    staleTime?: 'static';
    gcTime?: number;
  } = {},
) =>
  useQuery<z.output<R>, Problem>({
    ...question(endpoint, input),
    placeholderData: keepPreviousData,
    ...options,
  });

/**
 * Tells the server to do something; afterwards every list on the screen asks again. So it does when
 * something changed in the meantime, where `asksWhenRefused`: not where that takes a half-filled form away.
 */
export function useTell<I extends z.ZodType<Named, Named>, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  { asksWhenRefused = false } = {},
) {
  const queries = useQueryClient();
  return useMutation<z.output<R>, Problem, z.input<I>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: () => queries.invalidateQueries(),
    onError: ({ body }) =>
      asksWhenRefused && body.status === 409 ? queries.invalidateQueries() : undefined,
  });
}
