import { type ReactNode, useState } from 'react';
import { recordKindWords, type RecordEntryView } from '#contract/record.ts';
import { recordKinds, type RecordKind } from '#domain/record/record-facts.ts';
import { dayInWords } from '#domain/words.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { ContactAddendumDialog } from './contact-addendum-dialog.tsx';
import { TimelineList } from './timeline-list.tsx';
import { TimelinePrintDialog } from './timeline-print-dialog.tsx';
import { TimelineYear } from './timeline-year.tsx';
import { useRecord } from './use-record.ts';

type Props = { clientId: string; mayWrite: boolean; addFirst: ReactNode };

/** One client's record as one list, whatever it is made of. */
export function TimelinePanel({ clientId, mayWrite, addFirst }: Props) {
  const [kind, setKind] = useState<RecordKind | null>(null);
  const [until, setUntil] = useState('');
  const [isJumping, setIsJumping] = useState(false);
  const [isPrinting, setIsPrinting] = useState(false);
  const [completing, setCompleting] = useState<RecordEntryView | null>(null);
  const record = useRecord({ clientId, kinds: kind === null ? [] : [kind], until });
  const pages = record.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  const older = pages.at(-1)?.older ?? null;
  const isNarrowed = kind !== null || until !== '';
  const showAll = () => {
    setKind(null);
    setUntil('');
    setIsJumping(false);
  };

  return (
    <section aria-labelledby="timeline-title">
      <div className="band-head">
        <h2 id="timeline-title">Timeline</h2>
        <div className="tools">
          <KindMenu kind={kind} onKind={setKind} />
          <Button look="quiet" onPress={() => setIsJumping(!isJumping)} aria-expanded={isJumping}>
            Jump to a date
          </Button>
          <Button look="quiet" onPress={() => setIsPrinting(true)}>
            Print
          </Button>
        </div>
      </div>
      <TimelineYear clientId={clientId} />
      {isJumping && (
        <div className="jump no-print">
          <DateField label="Show from this date back" value={until} onChange={setUntil} autoFocus />
          <Button look="quiet" onPress={showAll}>
            Back to the newest
          </Button>
        </div>
      )}
      {record.isPending && <Skeleton label="Loading the timeline" rows={6} isTall />}
      {record.isError && (
        <Banner
          tone="late"
          title={troubleOf(record.error).title}
          reference={troubleOf(record.error).reference}
          onRetry={() => void record.refetch()}
        />
      )}
      {record.data && entries.length === 0 && (
        <Nothing isNarrowed={isNarrowed} onAll={showAll} addFirst={addFirst} />
      )}
      {entries.length > 0 && (
        <TimelineList
          label="What happened, newest first"
          entries={entries}
          today={pages[0]?.today ?? ''}
          onAdd={mayWrite ? setCompleting : undefined}
        />
      )}
      {older && (
        <p className="small soft older no-print">
          <Button
            look="bare"
            className="link"
            onPress={() => void record.fetchNextPage()}
            isPending={record.isFetchingNextPage}
          >
            Show older
          </Button>
          <span className="sep">
            {older.count} more, back to {dayInWords(older.since)}
          </span>
        </p>
      )}
      <ContactAddendumDialog entry={completing} onClose={() => setCompleting(null)} />
      <TimelinePrintDialog
        clientId={clientId}
        isOpen={isPrinting}
        onClose={() => setIsPrinting(false)}
      />
    </section>
  );
}

function KindMenu({
  kind,
  onKind,
}: {
  kind: RecordKind | null;
  onKind: (kind: RecordKind | null) => void;
}) {
  return (
    <Menu
      look="quiet"
      label={kind === null ? 'Kinds: all' : `Kinds: ${recordKindWords[kind].toLowerCase()}`}
      entries={[
        { id: 'all', label: 'All kinds', onAction: () => onKind(null) },
        ...recordKinds.map((id) => ({
          id,
          label: recordKindWords[id],
          onAction: () => onKind(id),
        })),
      ]}
    />
  );
}

type Empty = { isNarrowed: boolean; onAll: () => void; addFirst: ReactNode };

const Nothing = ({ isNarrowed, onAll, addFirst }: Empty) =>
  isNarrowed ? (
    <EmptyState
      title="Nothing of this kind."
      action={<Button onPress={onAll}>Show everything</Button>}
    >
      Choose another kind or a later date.
    </EmptyState>
  ) : (
    <EmptyState title="No history yet." action={addFirst}>
      Conferences, contacts, consents and letters will stand here in the order in which they happen.
    </EmptyState>
  );
