import { useRouter } from '@tanstack/react-router';
import { z } from 'zod';
import type { ReplyOf } from '#contract/endpoint.ts';
import { askDueSnapshot, listDueSnapshots, removeDueSnapshot } from '#contract/due-snapshots.ts';
import { dayInWords } from '#domain/words.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { progressWords, titleOf } from './due-snapshot-words.ts';

type Lists = ReplyOf<typeof listDueSnapshots>;

const often = 1_500;

/** Who was due on a past day: asked for here, worked out in the background, kept until it is removed. */
export function DueSnapshotsPage() {
  const mayLookBack = useMay('history:look-back');
  return (
    <>
      <PageHead
        title="Who was due"
        lead="The due list of a past day, for an audit or a review: with what is known today, or with what was known then."
      />
      {mayLookBack ? (
        <Lists />
      ) : (
        <Banner tone="plain" title="Your role does not look back.">
          Supervisors, auditors and administrators do.
        </Banner>
      )}
    </>
  );
}

const isUnderWay = ({ snapshots }: Lists) =>
  snapshots.some(({ state }) => state === 'waiting' || state === 'running');

function Lists() {
  const first = useAsk(listDueSnapshots, {});
  const asked = useAsk(
    listDueSnapshots,
    {},
    first.data && isUnderWay(first.data) ? { refetchInterval: often } : {},
  );
  return (
    <Asked asked={asked} label="Loading the lists">
      {(lists) => (
        <>
          <AskForOne {...lists} />
          <Past {...lists} />
        </>
      )}
    </Asked>
  );
}

const whole = 'all';
const knowledgeOptions = [
  {
    id: 'then',
    label: 'What was known then',
    detail: 'Late entries and corrections made after that day are left out.',
  },
  {
    id: 'today',
    label: 'What is known today',
    detail: 'With everything that has been recorded since.',
  },
];

function AskForOne({ today, programs, onlyBetween }: Lists) {
  const ask = useTell(askDueSnapshot);
  const { history } = useRouter();
  return (
    <SectionBand title="Look back">
      <Form
        schema={fields}
        onSubmit={async ({ programId, ...question }) => {
          const { snapshotId } = await ask.mutateAsync({
            ...question,
            programId: programId === whole ? null : programId,
          });
          history.push(`/reports/due/${snapshotId}`);
        }}
      >
        <DateField
          name="asOf"
          label="Day"
          max={today}
          hint={
            onlyBetween === null
              ? 'Today or earlier'
              : `From ${dayInWords(onlyBetween.from)} to ${dayInWords(onlyBetween.until)}`
          }
        />
        <RadioGroup
          name="knowledge"
          label="With what is known"
          options={knowledgeOptions}
          defaultValue="then"
        />
        <Select
          name="programId"
          label="Program"
          options={[
            { id: whole, label: 'Every program that you answer for' },
            ...programs.map(({ programId, name }) => ({ id: programId, label: name })),
          ]}
          defaultValue={whole}
        />
        <SubmitButton>Work out this list</SubmitButton>
      </Form>
    </SectionBand>
  );
}

const { asOf, knowledge } = askDueSnapshot.input.shape;
const fields = z.object({ asOf, knowledge, programId: z.string() });

function Past({ snapshots, timeZone }: Lists) {
  const remove = useTell(removeDueSnapshot);
  const askedWords = (moment: string) =>
    momentInWords(Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone));
  return (
    <SectionBand title="Worked out before">
      {snapshots.length === 0 ? (
        <EmptyState title="You have not looked back yet.">
          The lists that you ask for stay here until you remove them. Nobody else sees them.
        </EmptyState>
      ) : (
        <RowsList
          label="Lists worked out before"
          items={snapshots.map((snapshot) => ({
            id: snapshot.snapshotId,
            text: (
              <>
                <Link href={`/reports/due/${snapshot.snapshotId}`}>{titleOf(snapshot)}</Link>{' '}
                <span className="soft">
                  {snapshot.programName ?? 'Every program'}. {progressWords(snapshot)}. Asked for{' '}
                  {askedWords(snapshot.askedAt)}.
                </span>
              </>
            ),
            action: (
              <Button
                size="small"
                aria-label={`Remove ${titleOf(snapshot)}`}
                onPress={() => remove.mutate({ snapshotId: snapshot.snapshotId })}
              >
                Remove
              </Button>
            ),
          }))}
        />
      )}
    </SectionBand>
  );
}
