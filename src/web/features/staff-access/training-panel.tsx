import { classWords } from '#contract/consents.ts';
import { recordTraining, withdrawTraining, type AccessOfPerson } from '#contract/staff-access.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { classOptions, stateWords } from './words.ts';

/** What somebody was trained in, and one more. */
export function TrainingPanel({ person }: { person: AccessOfPerson }) {
  const record = useTell(recordTraining);
  const withdraw = useTell(withdrawTraining);
  const { staffId, trainings } = person;
  return (
    <>
      {withdraw.isError && <Banner tone="late" title={troubleOf(withdraw.error).title} />}
      {trainings.length === 0 ? (
        <EmptyState title="No training is on record." />
      ) : (
        <RowsList
          label="Trainings"
          items={trainings.map(({ trainingId, about, completedOn, expiresOn, state }) => ({
            id: trainingId,
            text: `${classWords[about]}: completed ${dayInWords(completedOn)}, holds until ${dayInWords(expiresOn)} (${stateWords[state]})`,
            action: (
              <Button
                look="quiet"
                size="row"
                aria-label={`Take back ${classWords[about]}, completed ${dayInWords(completedOn)}`}
                onPress={() => withdraw.mutate({ trainingId })}
              >
                Take back
              </Button>
            ),
          }))}
        />
      )}
      <SectionBand title="Record a training">
        <Form
          schema={recordTraining.input}
          also={{ staffId }}
          label="Record a training"
          onSubmit={async (values) => {
            await record.mutateAsync(values);
          }}
        >
          <Select name="about" label="About" options={classOptions} defaultValue="hiv" />
          <DateField name="completedOn" label="Completed on" />
          <DateField
            name="expiresOn"
            label="Holds until"
            hint="The last day. From the next one on, rows of that kind are hidden."
          />
          <div className="form-actions">
            <SubmitButton>Record it</SubmitButton>
          </div>
        </Form>
      </SectionBand>
    </>
  );
}
