import { useEffect, useRef, useState } from 'react';
import { closeConference, readClosing } from '#contract/conferences/close.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { readConference } from '#contract/conferences/plan.ts';
import { readSession } from '#contract/session.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SidePanel } from '#web/ui/side-panel.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { WithPanel } from '#web/ui/with-panel.tsx';
import { CloseNotHeld } from './close-not-held.tsx';
import { CloseIncidents } from './close-incidents.tsx';
import { lacksModeReason } from './close-mode.tsx';
import { ClosePreview } from './close-preview.tsx';
import { CloseTasks, MissingList } from './close-tasks.tsx';
import {
  type Closing,
  type ClosingTask,
  covered,
  type Gap,
  placeOf,
  taskOf,
  thingsMissing,
} from './close-words.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { isByEmail, meetingWords } from '#web/features/conferences/hold-words.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';

const askAgainEvery = 5_000;

/** Everything leaves the room correct, at once: what is missing, who gets what, and then one press. */
export function Close({ conference: given }: { conference: ConferenceView }) {
  const { conferenceId } = given;
  const often = { refetchInterval: askAgainEvery };
  const asked = useAsk(readConference, { conferenceId }, often);
  const conference = asked.data?.conferenceId === conferenceId ? asked.data : given;
  const closing = useAsk(
    readClosing,
    { conferenceId },
    { ...often, enabled: conference.state === 'ended' },
  );
  const me = useAsk(readSession, {}).data?.person?.staffId ?? '';
  const names = conference.reviews.map(({ client }) => client.name).join(', ');

  return (
    <>
      <PageHead
        kicker={<Status kind="conference">Case conference</Status>}
        title="Close and send"
        lead={`${meetingWords(conference)}. ${names}.`}
      />
      {closing.isPending && <Skeleton label="Looking what is missing" isTall />}
      {closing.isError && !isOver(closing.error) && (
        <Banner
          tone="late"
          title={troubleOf(closing.error).title}
          reference={troubleOf(closing.error).reference}
          onRetry={() => closing.refetch()}
        />
      )}
      {closing.data && <Open conference={conference} closing={closing.data} me={me} />}
    </>
  );
}

/** Closed by somebody else in this moment: the receipt is on its way. */
const isOver = (error: unknown) => troubleOf(error).type === 'conference-not-ended';

type OpenProps = { conference: ConferenceView; closing: Closing; me: string };

function Open({ conference, closing, me }: OpenProps) {
  const { gaps, distribution } = closing;
  const [first = null] = gaps;
  const opened = lacksModeReason({ conference, closing }) ? 'attendance' : 'recipients';
  const [openId, setOpenId] = useState<ClosingTask>(first ? taskOf(first) : opened);
  const send = useTell(closeConference, { asksWhenRefused: true });
  const refusal = send.isError ? troubleOf(send.error).type : null;
  const missing = refusal === 'closing-checks-open';
  // By somebody else, or in another window: it was sent, and the receipt takes this page's place.
  const isClosed = refusal === 'conference-already-closed';
  const mayClose = conference.may.close;
  const close = () =>
    void send.mutateAsync({ conferenceId: conference.conferenceId }).then(
      () => focusSoon('main:has(.receipt-facts) h1'),
      () => undefined,
    );
  useSendKey(mayClose && !send.isPending ? close : null);

  const go = (gap: Gap) => {
    setOpenId(taskOf(gap));
    // The task unfolds first, and takes the focus; then its client does.
    setTimeout(
      () => document.getElementById(placeOf(taskOf(gap), gap.reviewId ?? ''))?.focus(),
      50,
    );
  };
  const isEmpty = gaps.some(({ code }) => code === 'no-content');
  const button = mayClose && (
    <Button look="primary" size="wide" isPending={send.isPending} onPress={close}>
      Close and send now
    </Button>
  );
  return (
    <>
      {missing && gaps.length > 0 && <Missing key={send.submittedAt} gaps={gaps} onGo={go} />}
      {isClosed && <Banner tone="plain" title={troubleOf(send.error).title} />}
      {send.isError && !missing && !isClosed && (
        <Banner tone="late" title={troubleOf(send.error).title} onRetry={close}>
          Nothing was sent.
        </Banner>
      )}
      {isEmpty && (
        <Banner
          tone="soon"
          title="Nothing was written down."
          action={
            <CloseNotHeld
              conferenceId={conference.conferenceId}
              isExchange={isByEmail(conference)}
            />
          }
        >
          {covered(conference).length === 0
            ? `No ${wordIn(conference)} was opened: record the conference as not held, and all go back to due.`
            : 'Write down what was said, or record the conference as not held.'}
        </Banner>
      )}
      {covered(conference).length > 0 && (
        <>
          <WithPanel
            isEven
            panel={
              <SidePanel title="What each person gets">
                <CloseIncidents conference={conference} incidents={closing.incidents} />
                <ClosePreview distribution={distribution} />
                <div className="send">
                  <span className="hide-phone">{button}</span>
                  {!closing.isToldWhole && (
                    <p className="small soft">
                      Whether summary, needs and steps are complete stands with the facilitator.
                    </p>
                  )}
                  <p className="small soft">{sendWords(closing, mayClose, wordIn(conference))}</p>
                </div>
              </SidePanel>
            }
          >
            <CloseTasks {...{ conference, closing, me, openId }} onOpen={setOpenId} />
          </WithPanel>
          {button && <div className="bottombar">{button}</div>}
        </>
      )}
    </>
  );
}

function sendWords({ gaps, distribution }: Closing, mayClose: boolean, word: string): string {
  if (!mayClose) return 'Only the facilitator closes the conference.';
  const mails = distribution.filter(({ way }) => way === 'mail').length;
  const nothing = distribution.filter(({ way }) => way === 'withheld').map(({ name }) => name);
  const first =
    gaps.length > 0 ? `First put right ${counted(thingsMissing(gaps).length, 'thing')}. ` : '';
  const rest = nothing.length > 0 ? ` ${nothing.join(', ')}: nothing is sent.` : '';
  return `${first}${counted(mails, 'mail')} will be written. No mail names a ${word}.${rest}`;
}

function Missing({ gaps, onGo }: { gaps: readonly Gap[]; onGo: (gap: Gap) => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="error-summary appear" role="alert" tabIndex={-1} ref={box}>
      <h2>Not sent yet: {counted(thingsMissing(gaps).length, 'thing is', 'things are')} missing</h2>
      <MissingList gaps={gaps} onGo={onGo} />
    </div>
  );
}

/** Ctrl Enter sends, wherever the focus is. */
function useSendKey(send: (() => void) | null) {
  const current = useRef(send);
  useEffect(() => {
    current.current = send;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      if (!isSend || event.defaultPrevented) return;
      if (document.querySelector('.scrim, .lock-screen')) return;
      event.preventDefault();
      current.current?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
