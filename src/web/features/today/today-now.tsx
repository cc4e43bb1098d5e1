import type { ReplyOf } from '#contract/endpoint.ts';
import { type NowConference, readNow } from '#contract/today-now.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { dayInWords, listInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { TodayListRequests } from './today-list-requests.tsx';
import { TodayOpenings } from './today-openings.tsx';
import { dayOf, shortDay, timeOf } from './today-words.ts';

const everyMinute = { refetchInterval: 60_000 };

/** Today's conferences, and what was held and still waits to be closed. */
export function TodayNow() {
  const asked = useAsk(readNow, {}, everyMinute);
  return (
    <SectionBand title="Now" className="no-print">
      <Asked asked={asked} label="Loading today’s conferences" rows={2}>
        {({ conferences, goesOn, today, openIncidents, emergencies, statements, consents }) => (
          <>
            <Incidents count={openIncidents} />
            <Emergencies emergencies={emergencies} />
            <TodayOpenings />
            <TodayListRequests />
            <Statements statements={statements} />
            <Consents consents={consents} />
            {conferences.length === 0 ? (
              <p className="soft">No conference today, and none waits to be closed.</p>
            ) : (
              <RowsList
                label="Conferences now"
                items={conferences.map((conference) => ({
                  id: conference.conferenceId,
                  when: whenOf(conference, today),
                  text: <Words conference={conference} />,
                  action: (
                    <Link
                      look="secondary"
                      size="row"
                      href={`/conferences/${conference.conferenceId}`}
                      aria-label={`${actionOf(conference)}: ${listInWords(conference.clients)}`}
                    >
                      {actionOf(conference)}
                    </Link>
                  ),
                }))}
              />
            )}
            {goesOn && (
              <p className="table-foot">
                <span>These are the first {conferences.length}, your own before the others.</span>
                <Link href="/conferences">All conferences</Link>
              </p>
            )}
          </>
        )}
      </Asked>
    </SectionBand>
  );
}

/** What waits for a supervisor before anything else of a meeting does. */
function Incidents({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="now-incidents">
      <Status kind="blocked">
        {counted(count, 'privacy incident waits', 'privacy incidents wait')} for a review.
      </Status>{' '}
      <Link href="/privacy-incidents">Review</Link>
    </p>
  );
}

/** Who opened a file without being assigned is told within 72 hours whether it was an emergency. */
function Emergencies({ emergencies }: { emergencies: ReplyOf<typeof readNow>['emergencies'] }) {
  const { open, firstBy, isLate } = emergencies;
  if (open === 0 || firstBy === null) return null;
  return (
    <p className="now-incidents">
      <Status kind={isLate ? 'late' : 'soon'}>
        {counted(open, 'emergency access waits', 'emergency accesses wait')} for your review
        {open === 1 ? ' ' : ', the first '}
        {wholeDays(`${isLate ? 'since' : 'by'} ${firstBy}.`)}
      </Status>{' '}
      <Link href="/emergency-reviews">
        Review<span className="vh"> emergency access</span>
      </Link>
    </p>
  );
}

/** The law's statement that follows what was heard: nobody should be late with it. */
function Statements({ statements }: { statements: ReplyOf<typeof readNow>['statements'] }) {
  const { open, late, firstDueOn } = statements;
  if (open === 0 || firstDueOn === null) return null;
  const first = dayInWords(firstDueOn);
  return (
    <p className="now-incidents">
      {late > 0 ? (
        <Status kind="late">
          {counted(late, 'written statement is', 'written statements are')} late.
        </Status>
      ) : (
        <Status kind="soon">
          {counted(open, 'written statement is', 'written statements are')} to be given, the first
          by {first}.
        </Status>
      )}{' '}
      <Link href="/statements">Give</Link>
    </p>
  );
}

/** What a client agreed to runs out, and partners wait to hear that a form was taken back. */
function Consents({ consents }: { consents: ReplyOf<typeof readNow>['consents'] }) {
  const { ending, later, ended, onPaper, toTell } = consents;
  return (
    <>
      {toTell > 0 && (
        <p className="now-incidents">
          <Status kind="soon">
            {counted(toTell, 'partner has', 'partners have')} to hear that a consent was taken back.
          </Status>{' '}
          <Link href="/consents?show=to-tell">Tell</Link>
        </p>
      )}
      {onPaper > 0 && (
        <p className="now-incidents">
          <Status kind="soon">
            {counted(onPaper, 'consent was', 'consents were')} said aloud and not signed yet.
          </Status>{' '}
          <Link href="/consents?show=on-paper">Get it on paper</Link>
        </p>
      )}
      {ending > 0 && (
        <p className="now-incidents">
          <Status kind="soon">
            {counted(ending, 'consent ends', 'consents end')} within 14 days.
          </Status>{' '}
          <Link href="/consents?show=14">Renew</Link>
        </p>
      )}
      {later > 0 && (
        <p className="now-incidents">
          {counted(later, 'consent ends', 'consents end')} in 15 to 60 days.{' '}
          <Link href="/consents?show=60">Renew in time</Link>
        </p>
      )}
      {ended > 0 && (
        <p className="now-incidents">
          {counted(ended, 'consent has', 'consents have')} ended without a newer one.{' '}
          <Link href="/consents?show=ended">Look</Link>
        </p>
      )}
    </>
  );
}

function whenOf(conference: NowConference, today: string) {
  const on = dayOf(conference);
  if (on === null || on === today) return timeOf(conference) || 'Now';
  return shortDay(on, today);
}

const actions: Record<NowConference['state'], string> = {
  draft: 'Go on planning',
  scheduled: 'Open the room',
  'in-session': 'Join the room',
  ended: 'Finish and send',
};

const actionOf = ({ state, missed }: NowConference) =>
  missed === null ? actions[state] : missed === 'not-begun' ? 'Say what happened' : 'End it';

const duties: Record<NowConference['roles'][number], string> = {
  facilitator: 'facilitate',
  timekeeper: 'keep the time',
  notetaker: 'take the notes',
};

function Ended({ who, closing }: Pick<NowConference, 'closing'> & { who: string }) {
  if (closing === null) return <>{who}. Held, not closed yet.</>;
  return (
    <>
      {who}. Held, not closed yet.
      <span className="second">
        {closing.isLate ? (
          <Status kind="late">{wholeDays(`It was to be closed by ${closing.by}.`)}</Status>
        ) : (
          wholeDays(`To be closed by ${closing.by}.`)
        )}
      </span>
    </>
  );
}

/** Whose it is to say what became of it is named, and told to them. */
function NotDone({
  who,
  conference,
  missed,
}: {
  who: string;
  conference: NowConference;
  missed: NonNullable<NowConference['missed']>;
}) {
  const { roles, facilitatorName, startsAt } = conference;
  const lead = roles.includes('facilitator')
    ? 'You facilitate.'
    : facilitatorName === null
      ? 'Nobody facilitates.'
      : `${facilitatorName} facilitates.`;
  const time = startsAt === null ? '' : ` at ${timeOf(conference)}`;
  return (
    <>
      {who}.{' '}
      <Status kind="late">
        {missed === 'not-begun' ? 'Nobody began it.' : 'Begun, and nobody ended it.'}
      </Status>
      <span className="second">
        Planned{time}. {lead}
      </span>
    </>
  );
}

function Words({ conference }: { conference: NowConference }) {
  const { state, mode, clients, asked, saidYes, roles, closing, missed } = conference;
  const who = clients.length === 0 ? 'Nobody you may see' : listInWords(clients);
  if (missed !== null) return <NotDone who={who} conference={conference} missed={missed} />;
  if (state === 'ended') return <Ended who={who} closing={closing} />;
  const how = Object.entries(modeWords).find(([key]) => key === mode)?.[1] ?? 'In several ways';
  return (
    <>
      <Status kind="conference">{state === 'in-session' ? 'In session' : 'Conference'}</Status>
      <span className="sep">
        {who}. {how}
        {roles.length > 0 && `; you ${listInWords(roles.map((role) => duties[role]))}`}.{' '}
        {asked > 0 && `${saidYes} of ${counted(asked, 'person', 'people')} said yes.`}
      </span>
    </>
  );
}
