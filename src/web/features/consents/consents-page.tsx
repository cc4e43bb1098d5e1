import { listEndingConsents, type stretches } from '#contract/consents-ahead.ts';
import { listRevocationNotices } from '#contract/revocation-notices.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PartnerRows } from '#web/shell/partners-to-tell.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Segment } from '#web/ui/segment.tsx';
import { EndingRows } from './ending-rows.tsx';
import { addressOf, type Shown, useConsentsView } from './use-consents-view.ts';

const views: readonly { id: Shown; label: string }[] = [
  { id: '14', label: '14 days' },
  { id: '30', label: '30 days' },
  { id: '60', label: '60 days' },
  { id: 'ended', label: 'Ended' },
  { id: 'on-paper', label: 'To sign' },
  { id: 'to-tell', label: 'To tell' },
];

/** What runs out before anybody notices: consents to renew, and partners who have to hear that one was taken back. */
export function ConsentsPage() {
  const { view, change } = useConsentsView();
  const our = useOurWord();
  return (
    <>
      <PageHead
        title="Consents"
        lead={`Which consents end soon or have ended, until a newer one covers them; which were said aloud and are still to be signed; and which partners have to hear that a ${our.one} took a form back.`}
        actions={
          <Segment
            label="Which"
            options={views}
            value={view.show}
            onChange={(show) => change({ show })}
          />
        }
      />
      {view.show === 'to-tell' ? <ToTell /> : <Ending within={view.show} />}
    </>
  );
}

const titles: Record<(typeof stretches)[number], string> = {
  '14': 'End within 14 days',
  '30': 'End within 30 days',
  '60': 'End within 60 days',
  ended: 'Ended in the last 90 days',
  'on-paper': 'Said aloud, to be signed',
};

const noneSoSoon = {
  title: 'None ends so soon.',
  words: 'Whatever ends in that time is covered by a newer consent.',
};
const emptyWords = (
  our: string,
): Record<(typeof stretches)[number], { title: string; words: string }> => ({
  '14': noneSoSoon,
  '30': noneSoSoon,
  '60': noneSoSoon,
  ended: {
    title: 'None has ended.',
    words: 'Nothing that ran out waits for a newer consent.',
  },
  'on-paper': {
    title: 'Nothing waits for a signature.',
    words: `Whatever a ${our} agreed to aloud is signed by now, or holds no more.`,
  },
});

function Ending({ within }: { within: (typeof stretches)[number] }) {
  const { view, change } = useConsentsView();
  const { whose, after } = view;
  const our = useOurWord();
  const empty = emptyWords(our.one)[within];
  const asked = useAsk(listEndingConsents, {
    within,
    ...(whose !== undefined && { whose }),
    ...(after !== undefined && { after }),
  });
  const tools = asked.data && (
    <Segment
      label="Whose"
      options={[
        { id: 'mine', label: `My ${our.more}` },
        { id: 'all', label: 'All I may see' },
      ]}
      value={asked.data.whose}
      onChange={(next) => change({ whose: next })}
    />
  );
  return (
    <SectionBand title={titles[within]} tools={tools}>
      <Asked asked={asked} label="Loading the consents" rows={4}>
        {({ consents, next }) => (
          <>
            {consents.length === 0 ? (
              <EmptyState title={empty.title}>{empty.words}</EmptyState>
            ) : (
              <EndingRows consents={consents} isOnPaper={within === 'on-paper'} />
            )}
            <p className="actions no-print">
              {after !== undefined && (
                <Link look="secondary" size="small" href={addressOf({ ...view, after: undefined })}>
                  First ones
                </Link>
              )}
              {next !== null && (
                <Link look="secondary" size="small" href={addressOf({ ...view, after: next })}>
                  Next ones
                </Link>
              )}
            </p>
          </>
        )}
      </Asked>
    </SectionBand>
  );
}

function ToTell() {
  const our = useOurWord();
  const pages = usePages();
  const { after } = pages;
  const asked = useAsk(listRevocationNotices, {
    show: 'open',
    ...(after !== undefined && { after }),
  });
  return (
    <SectionBand title="Partners to tell" count={asked.data?.open || undefined}>
      <Asked asked={asked} label="Loading the partners" rows={4}>
        {({ notices, open, next, today }) => (
          <>
            {open === 0 ? (
              <EmptyState title="Nobody has to be told.">
                When a {our.one} takes a Health Home form back, its partners are listed here.
              </EmptyState>
            ) : notices.length === 0 ? (
              <EmptyState title="None after these." />
            ) : (
              <PartnerRows notices={notices} today={today} />
            )}
            <PageTurner pages={pages} next={next} order="earliest" />
          </>
        )}
      </Asked>
    </SectionBand>
  );
}
