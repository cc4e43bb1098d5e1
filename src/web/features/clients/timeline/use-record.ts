import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#contract/endpoint.ts';
import { readRecord } from '#contract/record.ts';
import type { RecordKind } from '#domain/record/record-facts.ts';
import { call, type Problem } from '#web/api/call.ts';

export type RecordView = { clientId: string; kinds: readonly RecordKind[]; until: string };

/** The record page after page, each fetched when somebody asks for what is older. */
export function useRecord({ clientId, kinds, until }: RecordView) {
  const asked = { clientId, kinds: kinds.join(','), ...(until === '' ? {} : { until }) };
  return useInfiniteQuery<
    ReplyOf<typeof readRecord>,
    Problem,
    { pages: ReplyOf<typeof readRecord>[] },
    unknown[],
    string | null
  >({
    queryKey: [readRecord.path, asked],
    queryFn: ({ pageParam }) =>
      call(readRecord, { ...asked, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
  });
}
