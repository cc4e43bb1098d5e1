import type { ClientBanner } from '#contract/clients.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { dueMark } from '#web/features/clients/client-words.ts';

/** What each program's rule asks for next, and when. */
export function ObligationsPanel({ client }: { client: ClientBanner }) {
  const running = client.enrollments.filter(({ endedOn }) => endedOn === null);
  return (
    <SectionBand title="Due next">
      {running.length === 0 ? (
        <EmptyState title="Nothing is due: no enrollment is running." />
      ) : (
        <RowsList
          label="What is due next, by program"
          items={running.map(({ enrollmentId, programName, nextDue }) => ({
            id: enrollmentId,
            when: nextDue?.due ?? 'No date',
            text: (
              <>
                {programName}
                {nextDue && (
                  <span className="second">
                    {nextDue.rule}, {nextDue.strength}. <Left due={nextDue} />
                  </span>
                )}
              </>
            ),
          }))}
        />
      )}
    </SectionBand>
  );
}

function Left({ due }: { due: NonNullable<ClientBanner['enrollments'][number]['nextDue']> }) {
  const mark = dueMark(due);
  return mark === null ? <>{due.left}</> : <Status kind={mark}>{due.left}</Status>;
}
