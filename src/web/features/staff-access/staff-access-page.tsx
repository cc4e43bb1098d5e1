import { classWords } from '#contract/consents.ts';
import { useState } from 'react';
import { readStaffAccess, type AccessOfPerson } from '#contract/staff-access.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { RulesPart } from './rules-part.tsx';
import { TitlesPart } from './titles-part.tsx';
import { TrainingPanel } from './training-panel.tsx';
import { gapWords, trainedUntil } from './words.ts';

type Row = AccessOfPerson & { id: string };
type Columns = Parameters<typeof DataTable<Row>>[0]['columns'];

/** Who may know what is restricted, and why not: the lists that 10 NYCRR 63.9 asks an agency to keep. */
export function StaffAccessPage() {
  const asked = useAsk(readStaffAccess, {});
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <>
      <PageHead
        title="Confidentiality"
        lead="Nobody sees HIV information without current training. What else is asked, of whom and from when, is kept here."
        actions={<Button onPress={() => print()}>Print the lists</Button>}
      />
      <Asked asked={asked} label="Loading who may know what" rows={6}>
        {({ staff, rules, titles }) => {
          const rows = staff
            .filter(({ isActive, trainings }) => isActive || trainings.length > 0)
            .map((person) => ({ ...person, id: person.staffId }));
          const open = rows.find(({ id }) => id === openId);
          return (
            <>
              <SectionBand title="Staff and their training">
                <DataTable
                  label="Staff and their training"
                  columns={columnsFor(setOpenId)}
                  items={rows}
                  nameOf={({ fullName }) => fullName}
                  onOpen={({ id }) => setOpenId(id)}
                  empty={<EmptyState title="Nobody is on the staff yet." />}
                />
              </SectionBand>
              <TitlesPart titles={titles} />
              <RulesPart rules={rules} />
              <Dialog
                title={open ? `Training of ${open.fullName}` : ''}
                isOpen={open !== undefined}
                onClose={() => setOpenId(null)}
                isWide
              >
                {open && <TrainingPanel person={open} />}
              </Dialog>
            </>
          );
        }}
      </Asked>
    </>
  );
}

const columnsFor = (onOpen: (id: string) => void): Columns => [
  {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    phone: 'title',
    cell: (row) => (
      <>
        <Button look="bare" className="link" onPress={() => onOpen(row.id)}>
          {row.fullName}
        </Button>
        <span className="second">
          {row.title}
          {!row.isActive && ', deactivated'}
        </span>
      </>
    ),
  },
  {
    id: 'trainings',
    label: 'Training',
    phone: 'fact',
    cell: ({ trainings }) => <Training those={latest(trainings)} />,
  },
  {
    id: 'missing',
    label: 'What is missing',
    phone: 'fact',
    cell: (row) => <Missing person={row} />,
  },
];

/** The training of each kind that ends last. */
const latest = (trainings: AccessOfPerson['trainings']) =>
  trainings.filter(
    (one, place) => trainings.findIndex(({ about }) => about === one.about) === place,
  );

function Training({ those }: { those: AccessOfPerson['trainings'] }) {
  if (those.length === 0) return <>None on record</>;
  return (
    <div>
      {trainedUntil(those).map(({ on, kinds }) => (
        <div key={on}>
          Until {dayInWords(on)}
          <span className="second">{kinds}</span>
        </div>
      ))}
    </div>
  );
}

function Missing({ person: { classes, trainings } }: { person: AccessOfPerson }) {
  const missing = classes.filter(({ gaps }) => gaps.length > 0);
  const ending = latest(trainings).filter(({ state }) => state === 'ends-soon');
  if (missing.length > 0)
    return (
      <Status kind="late">
        {missing
          .map(
            ({ class: about, gaps }) =>
              `Not ${classWords[about]}: ${gapWords[gaps[0] ?? 'no-training']}`,
          )
          .join('; ')}
      </Status>
    );
  if (ending.length > 0)
    return (
      <Status kind="soon">
        {ending
          .map(({ about, expiresOn }) => `${classWords[about]} ends ${dayInWords(expiresOn)}`)
          .join('; ')}
      </Status>
    );
  return <Status kind="done">Nothing is missing</Status>;
}
