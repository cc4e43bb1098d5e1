import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Banner } from '#web/ui/banner.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';

type Props<Reply> = {
  asked: Pick<UseQueryResult<Reply>, 'data' | 'error' | 'refetch'>;
  /** What is being read, for those who listen: "Loading the care team". */
  label: string;
  rows?: number;
  children: (reply: Reply) => ReactNode;
};

/** A part of a page that waits for an answer; when asking fails, the last good answer stays under the reason. */
export function Asked<Reply>({ asked, label, rows = 4, children }: Props<Reply>) {
  const { data, error, refetch } = asked;
  const trouble = error === null ? null : troubleOf(error);
  return (
    <>
      {trouble && (
        <Banner
          tone="late"
          title={trouble.title}
          reference={trouble.reference}
          onRetry={mayPass(trouble) ? () => void refetch() : undefined}
        />
      )}
      {data === undefined ? !trouble && <Skeleton label={label} rows={rows} /> : children(data)}
    </>
  );
}
