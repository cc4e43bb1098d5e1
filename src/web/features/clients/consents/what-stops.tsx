import type { UseQueryResult } from '@tanstack/react-query';
import { useId } from 'react';
import type { ConsentView } from '#contract/consent-view.ts';
import { previewEnd, previewStopTelling, type WhatStops } from '#contract/what-stops.ts';
import type { Ending } from '#domain/consent/taking-back.ts';
import { listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { Status } from '#web/ui/status.tsx';

type Shown = {
  /** It is on its way: what would stop stops, and is not asked again. */
  isSent: boolean;
  /** Where hardly ever anything stops, nothing is said of it until something does. */
  isRare?: boolean;
};

type OfPapers = Shown & { consentId: string; also?: readonly string[]; how?: Ending };

/** What stops once this paper, and those that are ticked, end. */
export function StopsWithPapers({ consentId, also = [], how = 'revoked', ...shown }: OfPapers) {
  const asked = useAsk(
    previewEnd,
    { consentId, also: [...also], how },
    { enabled: !shown.isSent, gcTime: 0 },
  );
  return <Stopping asked={asked} {...shown} />;
}

type Recipient = Pick<ConsentView['recipients'][number], 'kind' | 'id'>;
type OfSomebody = Shown & { clientId: string; recipient: Recipient };

export function StopsWithNothingMore({ clientId, recipient, ...shown }: OfSomebody) {
  const asked = useAsk(
    previewStopTelling,
    { clientId, recipient },
    { enabled: !shown.isSent, gcTime: 0 },
  );
  return <Stopping asked={asked} {...shown} />;
}

type Asked = Pick<UseQueryResult<WhatStops>, 'data' | 'isError' | 'isPlaceholderData' | 'refetch'>;

/** Nothing waits for it: whoever hears somebody take their word back records that, whether or not this can be shown. */
function Stopping({ asked, isRare = false }: Shown & { asked: Asked }) {
  const id = useId();
  const { data, isError, isPlaceholderData, refetch } = asked;
  const isKnown = data !== undefined && !isError;
  const isCurrent = isKnown && !isPlaceholderData;
  if (isRare && !(isCurrent && data.invitations.length > 0)) return null;
  return (
    <section
      className={isKnown && !isCurrent ? 'stopping stopping-before' : 'stopping'}
      aria-labelledby={id}
      aria-live="polite"
      aria-busy={!isCurrent && !isError}
    >
      <h3 id={id}>What stops</h3>
      {!isRare && <p>Pages that mails of ours opened show nothing of it any more.</p>}
      {isError ? (
        <div className="stopping-unknown">
          <p>
            It cannot be shown just now. You can go on all the same: invitations that nothing else
            covers are taken back, and mails that have not left are cancelled.
          </p>
          <Button size="small" onPress={() => void refetch()}>
            Show what stops
          </Button>
        </div>
      ) : isKnown ? (
        <Told {...data} />
      ) : (
        <Skeleton label="Looking up what stops" rows={1} />
      )}
    </section>
  );
}

function Told({ isWhole, invitations, toTell }: WhatStops) {
  const meetings = [...Map.groupBy(invitations, ({ conferenceId }) => conferenceId)];
  const isNothing = invitations.length + toTell.length === 0;
  return (
    <>
      {meetings.length > 0 && (
        <>
          <RowsList
            label="Meetings to which somebody is no longer asked"
            items={meetings.map(([id, asked]) => ({ id, text: <Meeting asked={asked} /> }))}
          />
          <p className="soft small">
            Whoever was written to hears that it is off for them, without a reason.
          </p>
        </>
      )}
      {toTell.length > 0 && (
        <p>
          To be told by you that the form holds no more:{' '}
          <span className="strong">{listInWords([...new Set(toTell)])}</span>.
        </p>
      )}
      {isNothing && (
        <p>
          {isWhole
            ? 'No invitation and no unsent mail hangs on it.'
            : `No invitation and no unsent mail that you may know of hangs on it. ${andMore}`}
        </p>
      )}
      {!isNothing && !isWhole && (
        <p className="soft small">This is what you may know of. {andMore}</p>
      )}
    </>
  );
}

const andMore =
  'Whatever else hangs on it stops with it, and partners who have to be told are listed then.';

type Asking = WhatStops['invitations'][number];

function Meeting({ asked }: { asked: readonly Asking[] }) {
  const [{ inWords, isBeingHeld } = { inWords: '', isBeingHeld: false }] = asked;
  const staying = asked.filter(({ staysAsked }) => staysAsked === true);
  return (
    <>
      <span className="strong">{inWords}</span>
      {isBeingHeld && (
        <span className="second">
          <Status kind="soon">Being held now</Status>
        </span>
      )}
      <span className="second">
        No longer asked: {asked.map(({ person }) => person).join('; ')}
      </span>
      {staying.length > 0 && (
        <span className="second">
          Still asked for others of this meeting: {staying.map(({ person }) => person).join('; ')}
        </span>
      )}
      <Mails asked={asked} />
    </>
  );
}

function Mails({ asked }: { asked: readonly Asking[] }) {
  const unsent = asked.reduce((sum, { unsentMails }) => sum + (unsentMails ?? 0), 0);
  const isUnknown = asked.some(({ unsentMails }) => unsentMails === null);
  const words = [
    ...(unsent === 0
      ? []
      : [
          unsent === 1
            ? 'One mail that has not left is cancelled.'
            : `${unsent} mails that have not left are cancelled.`,
        ]),
    ...(isUnknown
      ? ['A mail that has not left is cancelled, unless they stay asked for somebody else there.']
      : []),
  ];
  return words.length > 0 && <span className="second">{words.join(' ')}</span>;
}
