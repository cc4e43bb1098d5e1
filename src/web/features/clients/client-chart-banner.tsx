import type { ReactNode } from 'react';
import type { ClientBanner } from '#contract/clients.ts';
import { listInWords } from '#domain/words.ts';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { capitalized, lowered } from '#domain/policy-clock/plain-words.ts';
import { dueMark, leftWords } from './client-words.ts';
import { Status } from '#web/ui/status.tsx';
import { wordFor } from '#domain/program-policy/client-word.ts';

/** Who this is, what is due, and what to heed, on every tab of the chart. */
export function ClientChartBanner({
  client,
  actions,
}: {
  client: ClientBanner;
  actions: ReactNode;
}) {
  // A window's title stands in the browser's history, so it names nobody.
  usePageTitle(`${capitalized(wordFor(client.enrollments))} #${client.number}`);
  const { name, number, pronouns, age, languages, interpreterNeeded, consents } = client;
  const running = client.enrollments.filter(({ endedOn }) => endedOn === null);
  const about = [pronouns, age === null ? '' : String(age), `#${number}`].filter((part) => part);
  const isEnglishOnly = languages.length === 1 && languages[0] === 'English';

  return (
    <header className="client-banner">
      <div>
        <div className="client-name">
          <h1 tabIndex={-1}>{name}</h1>
          <span className="soft">{about.join(', ')}</span>
        </div>
        <p className="facts">
          <b>
            {running.length === 0
              ? 'No program now'
              : listInWords([...new Set(running.map(({ programName }) => programName))])}
          </b>
          {!isEnglishOnly && <span className="sep">Speaks {listInWords(languages)}</span>}
          {interpreterNeeded && <span className="sep">Needs an interpreter</span>}
          {consents && <ConsentCount {...consents} />}
          {running.map(
            ({ enrollmentId, programName, nextDue, vocabulary }) =>
              nextDue &&
              (nextDue.dueOn !== null || nextDue.isCrisis) && (
                <span key={enrollmentId} className="sep due-fact">
                  Next {vocabulary.conference}
                  {running.length > 1 && ` for ${programName}`} <DueBy due={nextDue} />,{' '}
                  <DueLeft due={nextDue} />
                </span>
              ),
          )}
        </p>
      </div>
      <div className="actions">{actions}</div>
      {client.alerts.length > 0 && (
        <div className="alerts">
          {client.alerts.map((alert) => (
            <span key={alert} className="alert">
              {alert}
            </span>
          ))}
        </div>
      )}
    </header>
  );
}

type Due = NonNullable<ClientBanner['enrollments'][number]['nextDue']>;

const DueBy = ({ due: { dueOn, due } }: { due: Due }) =>
  dueOn === null ? (
    <b>after a crisis</b>
  ) : (
    <>
      by <b className="nowrap">{due}</b>
    </>
  );

function DueLeft({ due }: { due: Due }) {
  const mark = dueMark(due);
  const words = lowered(leftWords(due));
  return mark === null ? <>{words}</> : <Status kind={mark}>{words}</Status>;
}

function ConsentCount({ inForce, refused, ended }: NonNullable<ClientBanner['consents']>) {
  if (inForce + refused + ended === 0) return <span className="sep">No consents</span>;
  return (
    <span className="sep">
      Consents:{' '}
      <b>
        {inForce} in force{refused > 0 && `, ${refused} refused`}
        {ended > 0 && `, ${ended} ended`}
      </b>
    </span>
  );
}
