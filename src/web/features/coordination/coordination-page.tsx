import { useState } from 'react';
import { type ProgramCoordination, readCoordination } from '#contract/coordination.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PeriodFields, periodAsked, type Period, wholePeriod } from '#web/shell/period-fields.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';

/** Coordination is expected in every program, whatever its rules say of conferences: here it is shown. */
export function CoordinationPage() {
  const { more } = useOurWord();
  const [period, setPeriod] = useState<Period>(wholePeriod);
  const asked = useAsk(readCoordination, periodAsked(period));
  return (
    <>
      <PageHead
        title="Coordination by program"
        lead={`Contacts about your ${more} with everybody else who serves them. Conferences are not counted in.`}
        actions={<Button onPress={() => print()}>Print</Button>}
      />
      <PeriodFields period={period} onChange={setPeriod} />
      <Asked asked={asked} label="Loading the contacts" rows={4}>
        {({ from, until, programs }) => (
          <>
            <p className="soft">
              {dayInWords(from)} to {dayInWords(until)}. A contact about somebody in two programs is
              in both rows.
            </p>
            {programs.length === 0 ? (
              <EmptyState title="Nobody of yours was enrolled in this time." />
            ) : (
              <Programs programs={programs} />
            )}
          </>
        )}
      </Asked>
    </>
  );
}

const Programs = ({ programs }: { programs: readonly ProgramCoordination[] }) => (
  <table className="table table-plain stacked">
    <caption className="vh">Contacts by program</caption>
    <thead>
      <tr>
        <th scope="col">Program</th>
        <th scope="col" className="num">
          People
        </th>
        <th scope="col">In touch about</th>
        <th scope="col">Contacts</th>
        <th scope="col">Services outside</th>
      </tr>
    </thead>
    <tbody>
      {programs.map((program) => (
        <ProgramRow key={program.programId} program={program} />
      ))}
    </tbody>
  </table>
);

function ProgramRow({ program }: { program: ProgramCoordination }) {
  const { name, policyTitle, clients, reached, reachedOutside, contacts, outside } = program;
  return (
    <tr>
      <th scope="row" data-label="Program">
        <span>
          {name}
          <span className="second soft">{policyTitle}</span>
        </span>
      </th>
      <td data-label="People" className="num">
        {clients}
      </td>
      <td data-label="In touch about">
        <span>
          {reached} of {clients}
          <span className="second soft">{reachedOutside} with somebody outside</span>
        </span>
      </td>
      <td data-label="Contacts">
        <span>
          {contacts}, {outside} of them outside
          {program.perClientMonth !== null && (
            <span className="second soft">{program.perClientMonth} per person and month</span>
          )}
        </span>
      </td>
      <td data-label="Services outside">{servicesInWords(program)}</td>
    </tr>
  );
}

const servicesInWords = ({ services }: ProgramCoordination) =>
  services.length === 0
    ? 'None'
    : services.map(({ inWords, contacts }) => `${inWords} ${contacts}`).join(', ');
