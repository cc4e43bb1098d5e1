import { listEnrollments, endEnrollment, type EnrollmentView } from '#contract/enrollments.ts';
import { useState } from 'react';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

type Props = { clientId: string; diedOn: string; onClose: () => void };

/** Once the date of death is recorded: what still runs can end on that day, with one press. */
export function EndAtDeath({ clientId, diedOn, onClose }: Props) {
  const asked = useAsk(listEnrollments, { clientId });
  return (
    <Asked asked={asked} label="Looking for enrollments that still run">
      {({ enrollments }) => (
        <Ending
          running={enrollments.filter(({ endedOn }) => endedOn === null)}
          diedOn={diedOn}
          onClose={onClose}
        />
      )}
    </Asked>
  );
}

type EndingProps = Omit<Props, 'clientId'> & { running: readonly EnrollmentView[] };

function Ending({ running, diedOn, onClose }: EndingProps) {
  const end = useTell(endEnrollment);
  const [isEnding, setIsEnding] = useState(false);
  const mine = running.filter(
    ({ mayAssign, startedOn }) => mayAssign && startedOn.localeCompare(diedOn) <= 0,
  );
  const left = running.filter((each) => !mine.includes(each));
  const endAll = async () => {
    setIsEnding(true);
    try {
      for (const { enrollmentId } of mine)
        await end.mutateAsync({ enrollmentId, endedOn: diedOn, reason: 'deceased' });
      onClose();
    } catch {
      // What failed is told by the banner below; what was ended before it stays ended.
      setIsEnding(false);
    }
  };
  const names = (of: readonly EnrollmentView[]) =>
    of.map(({ programName }) => programName).join(', ');
  return (
    <>
      {end.isError && <Banner tone="late" title={troubleOf(end.error).title} />}
      <p>
        {running.length === 0
          ? 'The date is recorded. Nothing is sent to them any more, and no enrollment runs.'
          : `The date is recorded, and nothing is sent to them any more. Still running: ${names(running)}.`}
      </p>
      {mine.length > 0 && (
        <p className="strong">
          End {mine.length === 1 ? 'the enrollment' : `${mine.length} enrollments`} on that day,{' '}
          {dayInWords(diedOn)}? Until then Today lists what is due, with the reason.
        </p>
      )}
      {left.length > 0 && (
        <p className="soft">
          {names(left)}: began after that day, or is for its worker or supervisor to end.
        </p>
      )}
      <div className="form-actions">
        {mine.length > 0 && (
          <Button look="primary" isPending={isEnding} onPress={() => void endAll()}>
            {mine.length === 1 ? 'End the enrollment' : `End ${mine.length} enrollments`}
          </Button>
        )}
        <Button look={mine.length > 0 ? 'quiet' : 'primary'} onPress={onClose}>
          {mine.length === 0
            ? 'Close'
            : mine.length === 1
              ? 'Leave it running'
              : 'Leave them running'}
        </Button>
      </div>
    </>
  );
}
