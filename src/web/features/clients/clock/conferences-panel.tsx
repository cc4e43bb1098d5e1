import type { ReplyOf } from '#contract/endpoint.ts';
import type { ClientBanner } from '#contract/clients.ts';
import { listConferences } from '#contract/conferences/plan.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { RulesChangingIn } from '#web/shell/rules-changing.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { AttemptsPanel } from '#web/features/clients/timeline/attempts-panel.tsx';
import { DutiesPanel } from './duties-panel.tsx';
import { FilingsPanel } from './filings-panel.tsx';
import { HeldElsewherePanel } from './held-elsewhere-panel.tsx';
import { ObligationsPanel } from './obligations-panel.tsx';
import { TimelineList } from '#web/features/clients/timeline/timeline-list.tsx';
import { useRecord } from '#web/features/clients/timeline/use-record.ts';

/** What is due, what is planned, and what was held, here or elsewhere. */
export function ConferencesPanel({ client }: { client: ClientBanner }) {
  const mayRead = useMay('conference:read');
  const mayReadRecord = useMay('record:read');
  return (
    <>
      <RulesChangingIn programIds={client.enrollments.map(({ programId }) => programId)} />
      {mayReadRecord ? <DutiesPanel client={client} /> : <ObligationsPanel client={client} />}
      {mayReadRecord && <AttemptsPanel clientId={client.clientId} />}
      {mayReadRecord && <FilingsPanel clientId={client.clientId} />}
      {mayRead && <Planned clientId={client.clientId} />}
      {mayRead && <HeldHere clientId={client.clientId} />}
      <HeldElsewherePanel clientId={client.clientId} />
    </>
  );
}

function Planned({ clientId }: { clientId: string }) {
  const asked = useAsk(listConferences, { view: 'upcoming', clientId });
  const waiting = useAsk(listConferences, { view: 'to-close', clientId }).data?.conferences ?? [];
  return (
    <SectionBand title="Planned, or not closed yet">
      <Asked asked={asked} label="Looking for planned conferences" rows={1}>
        {({ conferences }) => {
          const own = [...waiting, ...conferences];
          return own.length === 0 ? (
            <EmptyState title="None is planned." />
          ) : (
            <RowsList
              label="Planned conferences"
              items={own.map(({ conferenceId, number, inWords, missed, state }) => ({
                id: conferenceId,
                text: (
                  <>
                    <Link href={`/conferences/${conferenceId}`}>
                      Conference {number}
                      {wholeDays(inWords === null ? ', no date yet' : `, ${inWords}`)}
                    </Link>
                    <span className="second">{waitingWords({ missed, state })}</span>
                  </>
                ),
              }))}
            />
          );
        }}
      </Asked>
    </SectionBand>
  );
}

type Standing = Pick<ReplyOf<typeof listConferences>['conferences'][number], 'missed' | 'state'>;

function waitingWords({ missed, state }: Standing) {
  if (missed === 'not-begun') return 'Its time is over, and nobody began it. Say what happened.';
  if (missed === 'not-ended') return 'Begun, and nobody ended it.';
  if (state === 'in-session') return 'In session.';
  return state === 'ended' ? 'Held, not closed yet.' : null;
}

function HeldHere({ clientId }: { clientId: string }) {
  const record = useRecord({ clientId, kinds: ['conference'], until: '' });
  return (
    <SectionBand title="Held here">
      <Asked asked={record} label="Looking for conferences that were held" rows={2}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          return entries.length === 0 ? (
            <EmptyState title="None was held here yet." />
          ) : (
            <TimelineList
              label="Conferences, newest first"
              entries={entries}
              today={pages[0]?.today ?? ''}
            />
          );
        }}
      </Asked>
      {record.hasNextPage && (
        <Button look="bare" className="link" onPress={() => void record.fetchNextPage()}>
          Show older
        </Button>
      )}
    </SectionBand>
  );
}
