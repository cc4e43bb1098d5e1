import { lazy, Suspense, useMemo, useState } from 'react';
import type { z } from 'zod';
import type { ReplyOf } from '#contract/endpoint.ts';
import { listDue, readBeside, type Scope } from '#contract/today.ts';
import { listInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { useMay } from '#web/shell/use-may.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { TablePages } from '#web/ui/table-pages.tsx';
import { BesideRows } from './beside.ts';
import { DueTable } from './due-table.tsx';
import type { ManyKind } from './many-kind.ts';
import type { Selected, SelectedRow } from './selected.ts';
import { planAddress } from './today-words.ts';

type FirstLater = NonNullable<ReplyOf<typeof listDue>['firstLater']>;
type Tried = { clientId: string; enrollmentId: string };
type Asking = Omit<z.input<typeof listDue.input>, 'after'>;
type Props = {
  asking: Asking;
  scope: Scope | undefined;
  selected: Selected;
  onSelect: (selected: Selected) => void;
  onMany: (kind: ManyKind) => void;
};

// Fetched when first opened: the list must answer before it is there.
const LogAttemptDialog = lazy(async () => ({
  default: (await import('#web/shell/log-attempt-dialog.tsx')).LogAttemptDialog,
}));

/** A page of 50 at a time; what was selected on other pages stays selected. */
export function DueList({ asking, scope, selected, onSelect, onMany }: Props) {
  const { one, More } = useOurWord();
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined]);
  const [tried, setTried] = useState<Tried | null>(null);
  const after = pages.at(-1);
  const asked = useAsk(listDue, { ...asking, ...(after !== undefined && { after }) });
  const clientIds = [...new Set(asked.data?.rows.map(({ clientId }) => clientId))];
  const beside = useAsk(readBeside, { clientIds }, { enabled: clientIds.length > 0 });
  const besideRows = useMemo(
    () => new Map(beside.data?.clients.map((each) => [each.clientId, each])),
    [beside.data],
  );
  return (
    <>
      {asked.isError && asked.data && (
        <p className="soft">This list is from {clockTime(asked.dataUpdatedAt)}.</p>
      )}
      <Asked asked={asked} label="Loading who is due" rows={8}>
        {({ rows, today, next, firstLater, notRequired }) => (
          <BesideRows value={besideRows}>
            <DueTable
              label={`${More} due for a conference, earliest first`}
              rows={rows}
              today={today}
              showsWorker={scope !== undefined && scope !== 'mine'}
              selected={new Set(selected.keys())}
              onSelect={(keys) => onSelect(merged(selected, rows, keys))}
              onTried={setTried}
              onMany={onMany}
              empty={<NobodyDue {...{ asking, scope, firstLater, notRequired }} />}
            />
            {(pages.length > 1 || next !== null) && (
              <p className="print-only">
                This is page {pages.length} of the list, with {counted(rows.length, one)}
                {next === null ? ', the last one' : '; more follow'}. The whole list is in the
                export.
              </p>
            )}
            <TablePages pages={pages} next={next} onPages={setPages} />
          </BesideRows>
        )}
      </Asked>
      {tried && (
        <Suspense fallback={null}>
          <LogAttemptDialog client={tried} onClose={() => setTried(null)} />
        </Suspense>
      )}
    </>
  );
}

const clockTime = (millis: number) =>
  Temporal.Instant.fromEpochMilliseconds(millis)
    .toZonedDateTimeISO(Temporal.Now.timeZoneId())
    .toLocaleString('en-US', { hour: 'numeric', minute: '2-digit' });

/** The rows of this page as they are selected now, and those of the others as they were. */
function merged(
  selected: Selected,
  rows: readonly SelectedRow[],
  keys: ReadonlySet<string>,
): Selected {
  const here = new Set(rows.map(({ id }) => id));
  return new Map([
    ...[...selected].filter(([id]) => !here.has(id)),
    ...rows
      .filter(({ id }) => keys.has(id))
      .map(
        ({ id, enrollmentId, clientId, name, diedOn }) =>
          [id, { id, enrollmentId, clientId, name, diedOn }] as const,
      ),
  ]);
}

type NobodyProps = Pick<Props, 'asking' | 'scope'> & {
  firstLater: FirstLater | null;
  notRequired: readonly string[];
};

function NobodyDue({ asking, scope, firstLater, notRequired }: NobodyProps) {
  const { More, more } = useOurWord();
  const mayImport = useMay('import:run');
  const mayPlan = useMay('conference:plan');
  if (isNarrowed(asking))
    return (
      <EmptyState title="Nobody fits these filters.">
        Choose another week or view. {notRequiredIn(notRequired)}
      </EmptyState>
    );
  if (firstLater)
    return (
      <EmptyState
        title="No conferences are due in the next five weeks."
        action={mayPlan && <FirstStep first={firstLater} />}
      >
        {`The next one is ${firstLater.name}, by ${firstLater.due}. ${notRequiredIn(notRequired)}`}
      </EmptyState>
    );
  return (
    <EmptyState
      title="No conferences are due."
      action={mayImport && <Link href="/imports">Import {more}</Link>}
    >
      {scope === 'mine'
        ? `${More} whom you are assigned to appear here before their conference is due.`
        : `${More} appear here before their conference is due.`}{' '}
      {notRequiredIn(notRequired)}
    </EmptyState>
  );
}

/** Nothing presses, so that one may as well begin with whoever is first. */
function FirstStep({ first: { name, enrollmentId, diedOn, next } }: { first: FirstLater }) {
  if (next !== null)
    return (
      <Link look="secondary" href={`/conferences/${next.conferenceId}`}>
        Open what is planned
      </Link>
    );
  if (diedOn !== null) return null;
  return (
    <Link look="secondary" href={planAddress([enrollmentId])}>
      Plan a conference for {name}
    </Link>
  );
}

/** Others may be due whom these filters leave out; those of a program that is chosen are meant as a whole. */
const isNarrowed = ({ when = 'due', strength = 'any', why = 'any', ...of }: Asking) =>
  when !== 'due' ||
  strength !== 'any' ||
  why !== 'any' ||
  of.workerId !== undefined ||
  of.providerId !== undefined;

/** Nobody is on time where nothing is required: that is said, and not left blank. */
const notRequiredIn = (programs: readonly string[]) =>
  programs.length === 0
    ? ''
    : `Not required: ${listInWords(programs)} ${programs.length === 1 ? 'asks' : 'ask'} for no conference at set times.`;
