import { useState } from 'react';
import type { ProgramFacts } from '#contract/clock-facts/read-clock-facts.ts';
import { dayInWords } from '#domain/words.ts';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { type Act, SuspensionDialogs, type Suspension } from './suspension-dialogs.tsx';

type Props = { programs: readonly ProgramFacts[]; mayWrite: boolean };

/** Exemptions and pauses that hold or are ahead: who, why, and when somebody looks again. What is over stands in the timeline. */
export function SuspensionsPanel({ programs, mayWrite }: Props) {
  const [open, setOpen] = useState<{ act: Act; suspension: Suspension } | null>(null);
  const suspensions = programs.flatMap(suspensionsIn);
  if (suspensions.length === 0) return null;
  const entriesFor = (suspension: Suspension) => [
    {
      id: 'review',
      label: 'Reviewed: it holds on',
      onAction: () => setOpen({ act: 'review', suspension }),
    },
    {
      id: 'end',
      label: suspension.kind === 'pause' ? 'Resume' : 'End it',
      onAction: () => setOpen({ act: 'end', suspension }),
    },
    {
      id: 'take-back',
      label: 'Recorded in error',
      isDanger: true as const,
      onAction: () => setOpen({ act: 'take-back', suspension }),
    },
  ];
  return (
    <SectionBand title="Exemptions and pauses" count={suspensions.length}>
      <RowsList
        label="Exemptions and pauses"
        items={suspensions.map((suspension) => ({
          id: suspension.id,
          when: dayInWords(suspension.from),
          text: <SuspensionWords suspension={suspension} />,
          ...(mayWrite
            ? {
                action: (
                  <Menu
                    look="quiet"
                    size="small"
                    label="Act"
                    aria-label={`Act on ${suspension.title}`}
                    entries={entriesFor(suspension)}
                  />
                ),
              }
            : {}),
        }))}
      />
      {open && <SuspensionDialogs {...open} onClose={() => setOpen(null)} />}
    </SectionBand>
  );
}

const suspensionsIn = ({ exemptions, pauses, programName, today }: ProgramFacts): Suspension[] => [
  ...exemptions
    .filter(({ isOver }) => !isOver)
    .map(({ exemptionId, rule, reason, ...rest }) => ({
      ...rest,
      kind: 'exemption' as const,
      id: exemptionId,
      title: `${programName}${rule === '' ? '' : `, ${rule}`}: exempt`,
      why: reason,
      today,
    })),
  ...pauses
    .filter(({ isOver }) => !isOver)
    .map(({ pauseId, kind, ...rest }) => ({
      ...rest,
      kind: 'pause' as const,
      id: pauseId,
      title: `${programName}: paused`,
      why: kind,
      today,
    })),
];

function SuspensionWords({ suspension }: { suspension: Suspension }) {
  const { title, why, lastOn, reviewOn, isReviewDue, by, notes } = suspension;
  return (
    <>
      {title}
      <span className="second">
        {why}.{' '}
        {isReviewDue ? (
          <Status kind="soon">Review it: it was to be looked at on {dayInWords(reviewOn)}</Status>
        ) : (
          `To be reviewed on ${dayInWords(reviewOn)}`
        )}
        .{' '}
        {[
          ...(lastOn === null ? [] : [`Until ${dayInWords(lastOn)}`]),
          ...notes.map(({ text }) => text.replace(/\.$/, '')),
          `Recorded by ${by}`,
        ].join('. ')}
        .
      </span>
    </>
  );
}
