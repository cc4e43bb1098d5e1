import { useState } from 'react';
import { mailStates, readOutbox } from '#contract/outbox.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { MailRows } from './mail-rows.tsx';

type State = (typeof mailStates)[number];

const all = 'all';
const kinds = [
  { id: all, label: 'Every mail' },
  { id: 'held', label: 'Waiting to be read here' },
  { id: 'failed', label: 'Failed' },
  { id: 'unknown', label: 'Outcome not known' },
  { id: 'sent', label: 'Sent' },
  { id: 'cancelled', label: 'Cancelled' },
];

const stateOf = (id: string): State | undefined => mailStates.find((state) => state === id);

/** Every mail as it was or will be sent. Without a mail server this is where people read them. */
export function OutboxPage() {
  const { one } = useOurWord();
  const [kind, setKind] = useState(all);
  const [pages, setPages] = useState<(string | undefined)[]>([undefined]);
  const state = stateOf(kind);

  return (
    <>
      <PageHead
        title="Outbox"
        lead={`Every mail, word for word. None names a ${one} or says what it is about.`}
      />
      <SectionBand
        title="Mails"
        tools={
          <Select
            label="Show"
            name="state"
            options={kinds}
            value={kind}
            onChange={(id) => {
              setKind(id ?? all);
              setPages([undefined]);
            }}
          />
        }
      >
        {pages.map((after, index) => (
          <MailPage
            key={after ?? 'first'}
            after={after}
            state={state}
            onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
          />
        ))}
      </SectionBand>
    </>
  );
}

type PageProps = {
  after: string | undefined;
  state: State | undefined;
  onMore: ((next: string) => void) | undefined;
};

function MailPage({ after, state, onMore }: PageProps) {
  const asked = useAsk(readOutbox, { ...(after && { after }), ...(state && { state }) });
  if (asked.isPending) return <Skeleton label="Looking for mails" isTall />;
  if (asked.isError) {
    const { title, reference } = troubleOf(asked.error);
    return (
      <Banner tone="late" title={title} reference={reference} onRetry={() => asked.refetch()} />
    );
  }
  const { mails, next } = asked.data;
  if (mails.length === 0 && after === undefined) {
    return (
      <EmptyState title="No mail here.">
        Invitations and notices appear as soon as a conference is planned or closed.
      </EmptyState>
    );
  }
  return (
    <>
      <MailRows mails={mails} />
      {next && onMore && <Button onPress={() => onMore(next)}>Show older mails</Button>}
    </>
  );
}
