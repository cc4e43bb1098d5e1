import { useParams } from '@tanstack/react-router';
import {
  endEmergency,
  readCareTeamInEmergency,
  readClientInEmergency,
  readDetailsInEmergency,
  readOwnEmergencies,
  readRecordInEmergency,
} from '#contract/emergency.ts';
import { wordFor } from '#domain/program-policy/client-word.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { useMinutesLeft } from './use-minutes-left.ts';

/** What the hour let one read leaves the window's memory with the page. */
const nothingKept = { gcTime: 0 };

/** One client's file under emergency access: read on the screen, for as long as it is open. */
export function EmergencyClientPage() {
  const { clientId } = useParams({ strict: false });
  const mine = useAsk(readOwnEmergencies, {}, { refetchInterval: 20_000 });
  return (
    <Asked asked={mine} label="Loading your emergency access" rows={6}>
      {(reply) => {
        const open = reply.mine.find((each) => each.isOpen && each.clientId === clientId);
        return open ? <Opened {...open} answeredAt={mine.dataUpdatedAt} /> : <Over />;
      }}
    </Asked>
  );
}

type OpenedProps = {
  accessId: string;
  clientId: string;
  minutesLeft: number;
  answeredAt: number;
};

function Opened({ accessId, clientId, minutesLeft, answeredAt }: OpenedProps) {
  const left = useMinutesLeft(minutesLeft, answeredAt);
  return left > 0 ? (
    <div className="screen-only stack">
      <Remaining accessId={accessId} clientId={clientId} left={left} />
      <File clientId={clientId} />
    </div>
  ) : (
    <Over />
  );
}

const Over = () => (
  <>
    <PageHead title="Emergency access" />
    <EmptyState title="This emergency access is over.">
      <Link href="/emergency">Emergency access</Link>
    </EmptyState>
  </>
);

type Open = { accessId: string; clientId: string; left: number };

function Remaining({ accessId, clientId, left }: Open) {
  const client = useAsk(readClientInEmergency, { clientId }, nothingKept);
  const word = client.data ? wordFor(client.data.enrollments) : 'client';
  const end = useTell(endEmergency);
  return (
    <>
      {end.error && <Banner tone="late" title={troubleOf(end.error).title} />}
      <Banner
        tone="soon"
        title={`Emergency access: ${left} ${left === 1 ? 'minute' : 'minutes'} left.`}
        action={
          <Button size="small" onPress={() => end.mutate({ accessId })}>
            End it now
          </Button>
        }
      >
        To read only. What you open stands in the {word}’s file under your name.
      </Banner>
    </>
  );
}

function File({ clientId }: { clientId: string }) {
  const client = useAsk(readClientInEmergency, { clientId }, nothingKept);
  const details = useAsk(readDetailsInEmergency, { clientId }, nothingKept);
  const team = useAsk(readCareTeamInEmergency, { clientId }, nothingKept);
  const record = useAsk(readRecordInEmergency, { clientId }, nothingKept);
  return (
    <>
      <Asked asked={client} label="Loading the file" rows={2}>
        {({ name, number, age, languages, alerts }) => (
          <>
            <PageHead
              title={name}
              windowTitle="A file in an emergency"
              lead={[`#${number}`, age === null ? '' : `${age} years`, languages.join(', ')]
                .filter((part) => part !== '')
                .join(' · ')}
            />
            {alerts.map((alert) => (
              <Banner key={alert} tone="info" title={alert} />
            ))}
          </>
        )}
      </Asked>
      <SectionBand title="How to make contact">
        <Asked asked={details} label="Loading how to make contact" rows={2}>
          {({ phone, email }) => (
            <p>{[phone, email].filter((part) => part !== '').join(', ') || 'Nothing is known.'}</p>
          )}
        </Asked>
      </SectionBand>
      <SectionBand title="Care team">
        <Asked asked={team} label="Loading the care team" rows={3}>
          {({ workers, members }) => (
            <RowsList
              label="Care team"
              items={[
                ...workers.map(({ staffId, name, programName }) => ({
                  id: staffId,
                  text: `${name}, ${programName}`,
                })),
                ...members.map(({ careTeamMemberId, name, about }) => ({
                  id: careTeamMemberId,
                  text: about === '' ? name : `${name}, ${about}`,
                })),
              ]}
            />
          )}
        </Asked>
      </SectionBand>
      <SectionBand title="Record">
        <Asked asked={record} label="Loading the record" rows={6}>
          {({ entries, older }) =>
            entries.length === 0 ? (
              <EmptyState title="Nothing is recorded." />
            ) : (
              <>
                <RowsList
                  label="Record"
                  items={entries.map(({ entryId, on, title, text, detail }) => ({
                    id: entryId,
                    when: dayInWords(on),
                    text: (
                      <>
                        <span className="strong">{title}</span>
                        <span className="second words">{text}</span>
                        {detail !== '' && <span className="second soft">{detail}</span>}
                      </>
                    ),
                  }))}
                />
                {older && <p className="soft">The latest fifty are shown.</p>}
              </>
            )
          }
        </Asked>
      </SectionBand>
    </>
  );
}
