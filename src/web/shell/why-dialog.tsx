import type { ReplyOf } from '#contract/endpoint.ts';
import { readWhy } from '#contract/clock-facts/read-why.ts';
import { dateInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Asked } from './asked.tsx';
import type { OneDuty } from './snooze-dialog.tsx';

type Props = { duty: OneDuty; name: string; onClose: () => void };
type Why = ReplyOf<typeof readWhy>;

/** The whole reckoning behind one due date, so that nobody has to believe it. */
export function WhyDialog({ duty: { enrollmentId, obligationKey }, name, onClose }: Props) {
  const asked = useAsk(readWhy, { enrollmentId, obligationKey });
  return (
    <Dialog title={`Why: ${name}`} isOpen onClose={onClose}>
      <Asked asked={asked} label="Looking for the reasons" rows={6}>
        {(why) => <Reckoning {...why} />}
      </Asked>
    </Dialog>
  );
}

function Reckoning(why: Why) {
  const { rule, strength, due, left, arithmetic, moved, notes, quote, source } = why;
  const { lookedAt, wouldSatisfy } = why;
  return (
    <div className="prose">
      <p>
        <strong>{rule}</strong>, {strength}. {due}
        {left === '' ? '.' : `, ${left.charAt(0).toLowerCase()}${left.slice(1)}.`}
      </p>
      {arithmetic !== null && <p className="strong">{sentence(arithmetic)}</p>}
      {moved !== null && <p>{sentence(moved)}</p>}
      {notes.length > 0 && <p>{notes.join('. ')}.</p>}
      <h3>The rule</h3>
      <blockquote>{quote}</blockquote>
      <p className="soft">
        {why.programName}: {source.title}, version {source.version}, in force from{' '}
        {dateInWords(Temporal.PlainDate.from(source.inForceFrom))}. {source.citations.join('; ')}.
      </p>
      {lookedAt.length > 0 && (
        <>
          <h3>What was looked at</h3>
          <ul>
            {lookedAt.map(({ reviewId, text, reasons }) => (
              <li key={reviewId}>
                {text}.
                {reasons.map((reason) => (
                  <span className="second" key={reason.text}>
                    {reason.text} {reason.remedy}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {wouldSatisfy.length > 0 && (
        <>
          <h3>What would satisfy it</h3>
          <ul>
            {wouldSatisfy.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
