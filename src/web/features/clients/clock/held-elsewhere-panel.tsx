import { useState } from 'react';
import { z } from 'zod';
import { readHeldElsewhere, recordHeldElsewhere } from '#contract/held-elsewhere.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { heldSources, heldSourceWords, sourceTold } from '#domain/record/held-sources.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';

type Row = ReplyOf<typeof readHeldElsewhere>['enrollments'][number];

/** The last conference that was held before this product, or outside it: due dates count from it. */
export function HeldElsewherePanel({ clientId }: { clientId: string }) {
  const asked = useAsk(readHeldElsewhere, { clientId });
  const [row, setRow] = useState<Row | null>(null);
  return (
    <SectionBand title="Held elsewhere">
      <Asked asked={asked} label="Looking for conferences held elsewhere" rows={1}>
        {({ enrollments, mayRecord, today }) =>
          enrollments.length === 0 ? (
            <EmptyState title="There is no enrollment yet." />
          ) : (
            <>
              <RowsList
                label="The last conference held elsewhere, by enrollment"
                items={enrollments.map((enrollment) => ({
                  id: enrollment.enrollmentId,
                  text: <HeldWords row={enrollment} />,
                  ...(mayRecord
                    ? {
                        action: (
                          <Button size="small" onPress={() => setRow(enrollment)}>
                            {enrollment.held ? 'Correct' : 'Record one'}
                          </Button>
                        ),
                      }
                    : {}),
                }))}
              />
              <HeldElsewhereDialog row={row} today={today} onClose={() => setRow(null)} />
            </>
          )
        }
      </Asked>
    </SectionBand>
  );
}

const HeldWords = ({ row: { programName, held, startedOn } }: { row: Row }) => (
  <>
    {programName}
    <span className="second">
      {held
        ? wholeDays(
            `Held ${dayInWords(held.heldOn)}. ${sourceTold(held.source, held.notedEarlier)}`,
          )
        : wholeDays(`None is known. Enrolled since ${dayInWords(startedOn)}.`)}
    </span>
  </>
);

const sources = heldSources.map((id) => ({ id, label: heldSourceWords[id] }));

const fields = z.object({
  heldOn: recordHeldElsewhere.input.shape.heldOn,
  source: recordHeldElsewhere.input.shape.source,
});

type DialogProps = { row: Row | null; today: string; onClose: () => void };

function HeldElsewhereDialog({ row, today, onClose }: DialogProps) {
  const tell = useTell(recordHeldElsewhere);
  return (
    <Dialog
      title={row?.held ? 'Correct what was held elsewhere' : 'Record a conference held elsewhere'}
      isOpen={row !== null}
      onClose={onClose}
    >
      {row && (
        <Form
          schema={fields}
          onSubmit={async ({ heldOn, source }) => {
            await tell.mutateAsync({ enrollmentIds: [row.enrollmentId], heldOn, source });
            onClose();
          }}
        >
          <p className="soft">
            {row.programName}, enrolled since {dayInWords(row.startedOn)}. The next due date counts
            from the date that you give.
          </p>
          <DateField
            name="heldOn"
            label="Held on"
            defaultValue={row.held?.heldOn ?? ''}
            min={row.startedOn}
            max={row.endedOn ?? today}
          />
          <Select
            name="source"
            label="Known from"
            options={sources}
            defaultValue={row.held?.source ?? null}
          />
          <div className="actions">
            <SubmitButton>{row.held ? 'Correct it' : 'Record it'}</SubmitButton>
            <Button look="quiet" onPress={onClose}>
              Leave it
            </Button>
          </div>
        </Form>
      )}
    </Dialog>
  );
}
