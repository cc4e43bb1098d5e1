import { useState } from 'react';
import { mostClients } from '#domain/conference/most-clients.ts';
import { readSession } from '#contract/session.ts';
import { readNow } from '#contract/today-now.ts';
import { countDue, type Scope } from '#contract/today.ts';
import { listInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { PrintHead } from '#web/shell/print-head.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { Segment } from '#web/ui/segment.tsx';
import type { ManyKind } from './many-kind.ts';
import { ManyActs, ManyMenu, ManyOpen } from './many.tsx';
import type { Selected } from './selected.ts';
import { TodayDue } from './today-due.tsx';
import { TodayNow } from './today-now.tsx';
import { TodayToFile } from './today-to-file.tsx';
import { TodayToVerify } from './today-to-verify.tsx';
import { TodayWaiting } from './today-waiting.tsx';
import { pressingInWords } from './pressing-in-words.ts';
import { dayOf, fullDay, planAddress, timeOf } from './today-words.ts';
import { useTodayView, whoseIn } from './use-today-view.ts';

const scopeWords: Record<Scope, string> = { mine: 'Mine', team: 'Team', all: 'All' };

/** What must I do now, and why. */
export function TodayPage() {
  const { view, change } = useTodayView();
  const [selected, setSelected] = useState<Selected>(new Map());
  const [many, setMany] = useState<ManyKind | null>(null);
  const { data: session } = useAsk(readSession, {});
  const asked = useAsk(countDue, whoseIn(view));
  const scope = view.scope ?? asked.data?.scope;
  const mayPlan = session?.abilities.includes('conference:plan') ?? false;
  const mayWrite = session?.abilities.includes('record:write') ?? false;
  const now = useAsk(readNow, {});
  const selectNone = () => setSelected(new Map());

  return (
    <>
      <PrintHead isNameless>Conferences due</PrintHead>
      <PageHead
        title={now.data ? fullDay(now.data.today) : 'Today'}
        lead={<Lead now={now.data} counts={asked.data} />}
        actions={
          <>
            {asked.data && asked.data.scopes.length > 1 && (
              <Segment
                label="Whose work"
                options={asked.data.scopes.map((id) => ({ id, label: scopeWords[id] }))}
                value={asked.data.scope}
                onChange={(chosen) => change({ scope: chosen })}
              />
            )}
            {mayPlan && (
              <Link look="primary" href="/conferences/new">
                Set up a conference
              </Link>
            )}
          </>
        }
      />
      <TodayNow />
      <TodayDue scope={scope} selected={selected} onSelect={setSelected} onMany={setMany} />
      {selected.size > 0 && (
        <div className="selection hide-phone" role="status">
          <span className="strong">{selected.size} selected</span>
          <PlanSelected selected={selected} size="small" />
          {mayWrite && <ManyActs onKind={setMany} />}
          <Button look="quiet" size="small" onPress={selectNone}>
            Select none
          </Button>
        </div>
      )}
      {many && selected.size > 0 && (
        <ManyOpen selected={selected} kind={many} onKind={setMany} onSelect={setSelected} />
      )}
      <TodayWaiting />
      <TodayToVerify scope={view.scope} />
      <TodayToFile scope={view.scope} />
      {mayPlan && (
        <div className="bottombar">
          {selected.size > 0 ? (
            <>
              <PlanSelected selected={selected} />
              {mayWrite && <ManyMenu onKind={setMany} onNone={selectNone} />}
            </>
          ) : (
            <Link look="primary" href="/conferences/new">
              Set up a conference
            </Link>
          )}
        </div>
      )}
    </>
  );
}

function PlanSelected({ selected, size }: { selected: Selected; size?: 'small' }) {
  const { one, more } = useOurWord();
  const rows = [...selected.values()];
  const enrollments = [...new Set(rows.map((row) => row.enrollmentId))];
  const died = rows.filter(({ diedOn }) => diedOn !== null);
  if (died.length > 0)
    return (
      <>
        <Button look="secondary" {...(size && { size })} isDisabled>
          Plan a conference
        </Button>
        <span className="small">
          {listInWords(died.map(({ name }) => name))} {died.length === 1 ? 'has' : 'have'} died:
          take them out, and end the enrollment.
        </span>
      </>
    );
  if (enrollments.length > mostClients)
    return (
      <>
        <Button look="secondary" {...(size && { size })} isDisabled>
          One conference for {enrollments.length} {more}
        </Button>
        <span className="small">
          One conference takes at most {mostClients}: take{' '}
          {counted(enrollments.length - mostClients, one)} out.
        </span>
      </>
    );
  return (
    <Link
      look={size === undefined ? 'primary' : 'secondary'}
      size={size ?? 'normal'}
      href={planAddress(enrollments)}
    >
      {enrollments.length === 1
        ? `One conference for this ${one}`
        : `One conference for ${enrollments.length} ${more}`}
    </Link>
  );
}

type Counts = {
  backlog: number;
  buckets: readonly { key: string; required: number; recommended: number }[];
  updating: readonly unknown[];
  refused: readonly unknown[];
};

/** Unknown while due dates do not all follow the rules, or follow none: "nobody is late" may then be wrong. */
function pressingOf(counts: Counts | undefined) {
  if (counts === undefined || counts.updating.length + counts.refused.length > 0) return null;
  const clientsIn = (key: string) => {
    const bucket = counts.buckets.find((each) => each.key === key);
    return (bucket?.required ?? 0) + (bucket?.recommended ?? 0);
  };
  return { crisis: clientsIn('crisis'), late: clientsIn('late'), backlog: counts.backlog };
}

type Now = {
  today: string;
  statements: { late: number };
  conferences: readonly { state: string; startsAt: string | null; timeZone: string }[];
};

type LeadProps = { now: Now | undefined; counts: Counts | undefined };

/** The day in one sentence. */
function Lead({ now, counts }: LeadProps) {
  const { one } = useOurWord();
  const pressing = pressingOf(counts);
  if (now === undefined || pressing === null) return null;
  const ofToday = now.conferences.filter((each) => dayOf({ ...each }) === now.today);
  const ahead = ofToday.filter(({ state }) => state === 'scheduled');
  const [first] = ahead;
  const meetings =
    first === undefined
      ? `No ${ofToday.length === 0 ? '' : 'other '}conference today`
      : ahead.length === 1
        ? `One conference at ${timeOf(first)}`
        : `${counted(ahead.length, 'conference')}, the first at ${timeOf(first)}`;
  return `${meetings}${pressingInWords({ ...pressing, statements: now.statements.late }, one, first !== undefined)}.`;
}
