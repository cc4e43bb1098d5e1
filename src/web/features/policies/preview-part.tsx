import { useState } from 'react';
import {
  cancelPreview,
  readPreview,
  startPreview,
  type PolicyPreview,
} from '#contract/policies/policy-previews.ts';
import type { PolicyView } from '#contract/policies/policies.ts';
import { policyEffects } from '#domain/policy-clock/effects-of.ts';
import { dayInWords, figureInWords } from '#domain/words.ts';
import { fewInWords } from '#domain/few.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Progress } from '#web/ui/progress.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { EffectClients } from './effect-clients.tsx';
import { effectInWords, notCountedInWords } from './policy-words.ts';
import type { Draft } from './use-draft.ts';

const often = 700;
const seldom = 60_000;

type Props = { view: PolicyView; draft: Draft; client: string };

/** What the draft would do to the program’s clients; it goes on when the page is left. */
export function PreviewPart({ view: { programId, version }, draft, client }: Props) {
  const which = { programId, version: version.version };
  const [isMoving, setIsMoving] = useState(false);
  const asked = useAsk(readPreview, which, { refetchInterval: isMoving ? often : seldom });
  const begin = useTell(startPreview);
  const cancel = useTell(cancelPreview);
  const preview = asked.data?.preview ?? null;
  const isRunning = preview?.state === 'running';
  if (isRunning !== isMoving) setIsMoving(isRunning);
  const start = async () => {
    if (!(await draft.flush())) return;
    const saved = draft.latestRevision();
    await begin.mutateAsync({ ...which, revision: saved }).catch(() => null);
  };
  const trouble = begin.error ? troubleOf(begin.error) : null;
  return (
    <SectionBand
      title="Effect"
      tools={
        <Button size="small" isPending={begin.isPending} onPress={() => void start()}>
          Preview the effect
        </Button>
      }
    >
      {trouble && (
        <Banner tone="late" title={trouble.title}>
          {Object.values(trouble.fields).join(' ')}
        </Banner>
      )}
      {preview === null && (
        <p className="soft">
          Not worked out yet. A preview counts, for every {client} of the program, what these rules
          would change; nothing is changed by it.
        </p>
      )}
      {isRunning && (
        <>
          <Progress
            label="Working out the effect"
            value={preview.done ?? undefined}
            max={Math.max(preview.total ?? 1, 1)}
            words={lookedAt(preview)}
          />
          <div className="actions">
            <Button
              look="quiet"
              size="small"
              onPress={() => void cancel.mutateAsync({ runId: preview.runId }).catch(() => null)}
            >
              Stop
            </Button>
          </div>
        </>
      )}
      {preview !== null && !isRunning && (
        <Outcome preview={preview} isOld={preview.revision !== draft.revision} client={client} />
      )}
    </SectionBand>
  );
}

const lookedAt = ({ done, total }: PolicyPreview) =>
  done === null || total === null
    ? fewInWords
    : `${figureInWords(done)} of ${figureInWords(total)}`;

type OutcomeProps = { preview: PolicyPreview; isOld: boolean; client: string };

function Outcome({ preview, isOld, client }: OutcomeProps) {
  const [open, setOpen] = useState<string | null>(null);
  const counts = policyEffects.flatMap((effect) =>
    preview.counts.filter((each) => each.effect === effect),
  );
  const notCounted = notCountedInWords(preview, client);
  return (
    <>
      {isOld && (
        <Banner
          tone="soon"
          title="The draft was changed since."
        >{`This is what it would have done before. Preview it again.`}</Banner>
      )}
      {preview.state === 'cancelled' && <p>Stopped after {lookedAt(preview)}.</p>}
      {counts.length > 0 && (
        <ul className="effects" aria-label="What changes">
          {counts.map((each) => (
            <li key={each.effect}>
              <span className="strong">{effectInWords(each, client)}</span>{' '}
              <Button
                look="quiet"
                size="small"
                aria-expanded={open === each.effect}
                aria-label={`${open === each.effect ? 'Hide' : 'Show'} who: ${effectInWords(each, client)}`}
                onPress={() => setOpen(open === each.effect ? null : each.effect)}
              >
                {open === each.effect ? 'Hide' : 'Show who'}
              </Button>
              {open === each.effect && (
                <EffectClients runId={preview.runId} effect={each.effect} client={client} />
              )}
            </li>
          ))}
        </ul>
      )}
      {notCounted !== '' && <p>{notCounted}</p>}
      <p className="soft small">
        As of {dayInWords(preview.effectiveFrom)} or today, whichever is later. Duties that only the{' '}
        {client}’s own worker may know of are not counted.
      </p>
    </>
  );
}
