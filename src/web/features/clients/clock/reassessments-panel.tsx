import { useState } from 'react';
import type { ProgramFacts, ReassessmentView } from '#contract/clock-facts/read-clock-facts.ts';
import { correctReassessment, withdrawReassessment } from '#contract/clock-facts/reassessments.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { spanInWords, windowInWords } from './reassessment-words.ts';
import { TakeBackDialog } from './take-back-dialog.tsx';

type Row = { program: ProgramFacts; reassessment: ReassessmentView };
type Props = { programs: readonly ProgramFacts[]; mayWrite: boolean };

/** When the client was assessed anew, or will be, and which conferences count for it. */
export function ReassessmentsPanel({ programs, mayWrite }: Props) {
  const [open, setOpen] = useState<(Row & { what: 'correct' | 'take-back' }) | null>(null);
  const withdraw = useTell(withdrawReassessment);
  const rows = programs.flatMap((program) =>
    program.reassessments.map((reassessment) => ({ program, reassessment })),
  );
  if (rows.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <SectionBand title="Reassessments" count={rows.length}>
      <RowsList
        label="Reassessments, the latest first"
        items={rows.map((row) => ({
          id: row.reassessment.reassessmentId,
          when: dayInWords(row.reassessment.on),
          text: <ReassessmentWords {...row} />,
          ...(mayWrite
            ? {
                action: (
                  <Menu
                    look="quiet"
                    size="small"
                    label="Change"
                    aria-label={`Change the reassessment of ${dayInWords(row.reassessment.on)}`}
                    entries={[
                      {
                        id: 'correct',
                        label: 'Move it',
                        onAction: () => setOpen({ ...row, what: 'correct' }),
                      },
                      {
                        id: 'take-back',
                        label: 'Take it back',
                        isDanger: true,
                        onAction: () => setOpen({ ...row, what: 'take-back' }),
                      },
                    ]}
                  />
                ),
              }
            : {}),
        }))}
      />
      {open?.what === 'correct' && <MoveDialog {...open} onClose={close} />}
      <TakeBackDialog
        title="Take back the reassessment"
        isOpen={open?.what === 'take-back'}
        onClose={close}
        onTakeBack={(why) =>
          withdraw.mutateAsync({ reassessmentId: open?.reassessment.reassessmentId ?? '', why })
        }
      />
    </SectionBand>
  );
}

function ReassessmentWords({ program, reassessment: { on, window, by } }: Row) {
  return (
    <>
      {on > program.today ? 'Planned' : 'Done'}, {program.programName}
      <span className="second">
        {window && spanInWords(program.conference, window)} Recorded by {by}.
      </span>
    </>
  );
}

const schema = correctReassessment.input.pick({ on: true });

function MoveDialog({ program, reassessment, onClose }: Row & { onClose: () => void }) {
  const tell = useTell(correctReassessment);
  const { reassessmentId } = reassessment;
  const [on, setOn] = useState(reassessment.on);
  return (
    <Dialog title="Move the reassessment" isOpen onClose={onClose}>
      <Form
        schema={schema}
        onSubmit={async (typed) => {
          await tell.mutateAsync({ reassessmentId, ...typed });
          announce('The reassessment is moved.');
          onClose();
        }}
      >
        <DateField name="on" label="Date" value={on} onChange={setOn} min={program.startedOn} />
        <p className="soft" aria-live="polite">
          {windowInWords(program, on)}
        </p>
        <div className="actions">
          <SubmitButton>Move it</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
