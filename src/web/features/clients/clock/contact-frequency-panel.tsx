import { useState } from 'react';
import { lowered } from '#domain/policy-clock/plain-words.ts';
import { printContactFrequency, readContactFrequency } from '#contract/coordination.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { FileLink } from '#web/shell/file-link.tsx';
import { PeriodFields, periodAsked, type Period, wholePeriod } from '#web/shell/period-fields.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';

type Reply = ReplyOf<typeof readContactFrequency>;

/** How often staff were in touch with everybody else who serves this client: the evidence of coordination, on paper too. */
export function ContactFrequencyPanel({ clientId }: { clientId: string }) {
  const [period, setPeriod] = useState<Period>(wholePeriod);
  const wanted = { clientId, ...periodAsked(period) };
  const asked = useAsk(readContactFrequency, wanted);
  return (
    <SectionBand
      title="Contacts with others"
      tools={
        <FileLink
          look="secondary"
          size="small"
          className="no-print"
          file={printContactFrequency}
          input={wanted}
        >
          Print
        </FileLink>
      }
    >
      <PeriodFields period={period} onChange={setPeriod} />
      <Asked asked={asked} label="Loading the contacts" rows={4}>
        {(found) => <Found found={found} />}
      </Asked>
    </SectionBand>
  );
}

function Found({ found }: { found: Reply }) {
  const { from, until, outside, inside, partners, isWhole } = found;
  return (
    <>
      <p>
        {dayInWords(from)} to {dayInWords(until)}.{' '}
        <span className="strong">Outside the agency: {lowered(outside.inWords)}.</span>{' '}
        <span className="soft">Within it: {lowered(inside.inWords)}.</span>
        {!isWhole && <span className="soft"> You see what you may read of it.</span>}
      </p>
      {partners.length === 0 ? (
        <EmptyState title="No contact in this time.">
          A contact is logged on the timeline, with what was said and done.
        </EmptyState>
      ) : (
        <table className="table table-plain stacked">
          <caption className="vh">Contacts by whom they were with, the most frequent first</caption>
          <thead>
            <tr>
              <th scope="col">With</th>
              <th scope="col">How often</th>
              <th scope="col">Last</th>
              <th scope="col">What for</th>
            </tr>
          </thead>
          <tbody>
            {partners.map((partner) => (
              <PartnerRow key={`${partner.kind} ${partner.id}`} partner={partner} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function PartnerRow({ partner }: { partner: Reply['partners'][number] }) {
  const { name, about, contacts, oftenInWords, lastOn, forInWords } = partner;
  return (
    <tr>
      <th scope="row" data-label="With">
        <span>
          {name}
          <span className="second soft">{about}</span>
        </span>
      </th>
      <td data-label="How often">
        {contacts === 0 ? <Status kind="soon">{oftenInWords}</Status> : oftenInWords}
      </td>
      <td data-label="Last">{lastOn === null ? 'Not in this time' : dayInWords(lastOn)}</td>
      <td data-label="What for">{forInWords === '' ? '–' : forInWords}</td>
    </tr>
  );
}
