import { useState } from 'react';
import { listMyActions } from '#contract/actions.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { PrintHead } from '#web/shell/print-head.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Segment } from '#web/ui/segment.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { ActionsTable } from './actions-table.tsx';

const views = [
  { id: 'open', label: 'Open' },
  { id: 'finished', label: 'Finished' },
] as const;

/** What I agreed to do, and what I said I would ask after. */
export function ActionsPage() {
  const [show, setShow] = useState<(typeof views)[number]['id']>('open');
  const asked = useAsk(listMyActions, { show });
  const { mine = [], followedUp = [] } = asked.data ?? {};
  const isHere = asked.isSuccess && !asked.isPlaceholderData;

  return (
    <>
      <PrintHead isNameless>My actions, {show}</PrintHead>
      <PageHead
        title="Actions"
        lead="What was agreed in conferences, overdue first."
        actions={
          <>
            <Segment label="Which actions" options={views} value={show} onChange={setShow} />
            {isHere && mine.length + followedUp.length > 0 && (
              <Button onPress={() => print()}>Print</Button>
            )}
          </>
        }
      />
      {asked.isPending && <Skeleton label="Looking for your actions" isTall />}
      {asked.isError && (
        <Banner
          tone="late"
          title={troubleOf(asked.error).title}
          reference={troubleOf(asked.error).reference}
          onRetry={() => asked.refetch()}
        />
      )}
      {asked.data && <Lists {...asked.data} show={show} />}
    </>
  );
}

type Lists = ReplyOf<typeof listMyActions> & { show: 'open' | 'finished' };

function Lists({ mine, followedUp, on, show }: Lists) {
  const nothing = show === 'open' ? 'You have nothing open.' : 'Nothing is finished yet.';
  return (
    <>
      <SectionBand title="Mine" count={mine.length}>
        <ActionsTable
          label="My actions"
          items={mine}
          on={on}
          empty={
            <EmptyState title={nothing}>
              Actions come out of conferences: each has one owner and a date.
            </EmptyState>
          }
        />
      </SectionBand>
      <SectionBand title="I follow up" count={followedUp.length}>
        <ActionsTable
          label="Actions that I follow up"
          items={followedUp}
          on={on}
          empty={<EmptyState title="There is nothing for you to ask after." />}
        />
      </SectionBand>
    </>
  );
}
