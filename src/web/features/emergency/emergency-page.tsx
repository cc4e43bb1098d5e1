import { useRouter } from '@tanstack/react-router';
import type { ReplyOf } from '#contract/endpoint.ts';
import { openEmergency, readOwnEmergencies } from '#contract/emergency.ts';
import {
  emergencyOutcomeWords,
  emergencyReasons,
  emergencyReasonWords,
} from '#domain/access/emergency.ts';
import { Problem } from '#web/api/call.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { owedWords, useMoment } from './emergency-words.ts';

type Mine = ReplyOf<typeof readOwnEmergencies>['mine'][number];

/** For the hour in which somebody must know what is not theirs to know. */
export function EmergencyPage() {
  const { data, isPending } = useAsk(readOwnEmergencies, {}, { refetchInterval: 20_000 });
  const momentOf = useMoment();
  const our = useOurWord();
  const open = data?.mine.find(({ isOpen }) => isOpen);
  return (
    <>
      <PageHead
        title="Emergency access"
        lead={`Opens one ${our.one} for 60 minutes, to read and nothing else. The supervisors of the program and the administrators hear of it at once, it stands in the ${our.one}’s file, and one of them reviews it within 72 hours.`}
      />
      <SectionBand title={open ? 'Open now' : `Open a ${our.one}`}>
        {isPending ? (
          <Skeleton label="Loading whether one is open" rows={4} />
        ) : open ? (
          <p>
            Until {momentOf(open.endsAt)}.{' '}
            <Link href={`/emergency/${open.clientId}`}>Read the {our.one}’s file</Link>
          </p>
        ) : data?.owed ? (
          <Banner tone="late" title={owedWords[data.owed]}>
            A supervisor or an administrator has to review first; before that you can open no other.
            Ask them, and say what cannot wait.
          </Banner>
        ) : (
          <Ask />
        )}
      </SectionBand>
      <SectionBand title="Yours">
        <Before />
      </SectionBand>
    </>
  );
}

function Before() {
  const pages = usePages();
  const momentOf = useMoment();
  const { after } = pages;
  const asked = useAsk(readOwnEmergencies, after === undefined ? {} : { after });
  return (
    <Asked asked={asked} label="Loading your emergency accesses" rows={2}>
      {({ mine, next }) => (
        <>
          {mine.length === 0 ? (
            <EmptyState title="You have opened none." />
          ) : (
            <RowsList
              label="Yours"
              items={mine.map((each) => ({
                id: each.accessId,
                when: momentOf(each.openedAt),
                text: <Own one={each} />,
              }))}
            />
          )}
          <PageTurner pages={pages} next={next} />
        </>
      )}
    </Asked>
  );
}

function Own({ one }: { one: Mine }) {
  const momentOf = useMoment();
  const our = useOurWord();
  return (
    <>
      {emergencyReasonWords(our.one)[one.reason]}
      <span className="second soft">
        {one.review
          ? `${emergencyOutcomeWords[one.review.outcome]}. Reviewed by ${one.review.byName}.`
          : one.isLate
            ? wholeDays(`Not reviewed by ${momentOf(one.reviewBy)}, as it should have been.`)
            : wholeDays(`To be reviewed by ${momentOf(one.reviewBy)}.`)}
      </span>
    </>
  );
}

/** Which of the two was wrong is told to nobody. */
function saidOfNobody(thrown: unknown): never {
  if (!(thrown instanceof Problem) || thrown.body.status !== 404) throw thrown;
  throw new Problem({
    ...thrown.body,
    title:
      'Nobody is found. The number, the identifier or the whole name, and the date of birth, have to be as they are on record.',
  });
}

function Ask() {
  const tell = useTell(openEmergency);
  const { history } = useRouter();
  const our = useOurWord();
  const words = emergencyReasonWords(our.one);
  const reasons = emergencyReasons.map((id) => ({ id, label: words[id] }));
  return (
    <Form
      schema={openEmergency.input}
      label={`Open a ${our.one}`}
      onSubmit={async (entered) => {
        const { clientId } = await tell.mutateAsync(entered).catch(saidOfNobody);
        history.push(`/emergency/${clientId}`);
      }}
    >
      <TextField
        name="client"
        label={our.One}
        hint="Number, an identifier, or given and family name. All of it must be right."
        autoComplete="off"
      />
      <DateField name="bornOn" label="Date of birth" />
      <RadioGroup name="reason" label="Reason" options={reasons} />
      <TextArea name="words" label="What happened" limit={1000} rows={3} />
      <div className="form-actions">
        <SubmitButton>Open for 60 minutes</SubmitButton>
      </div>
    </Form>
  );
}
