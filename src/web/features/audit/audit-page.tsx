import { useState } from 'react';
import { type AuditLine, checkAudit, readAudit } from '#contract/audit.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { counted } from '#domain/plurals.ts';
import { dayInWords, figureInWords, listInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { ListRequests } from './list-requests.tsx';
import { TakenOut } from './taken-out.tsx';

type Filter = { staffId: string; clientNumber: number | null; from: string; until: string };
const everything: Filter = { staffId: '', clientNumber: null, from: '', until: '' };

/** Who did what when: numbers and words of the product, never what was written about anybody. */
export function AuditPage() {
  const our = useOurWord();
  const [filter, setFilter] = useState(everything);
  const pages = usePages();
  const { after } = pages;
  const { clientNumber, ...rest } = filter;
  const asked = useAsk(readAudit, {
    ...rest,
    ...(clientNumber !== null && { clientNumber }),
    ...(after && { after }),
  });
  const narrow = (by: Partial<Filter>) => {
    setFilter({ ...filter, ...by });
    pages.toFirst();
  };
  const staff = usePeopleSeen(asked.data?.staff);
  return (
    <>
      <PageHead
        title="Audit trail"
        lead={`Who read, changed or was denied what. ${our.More} stand here by number. That you read it is written down too.`}
      />
      <SectionBand title="Seal">
        <Seal />
      </SectionBand>
      <ListRequests />
      <TakenOut />
      <SectionBand title="Trail">
        <div className="filters">
          <Select
            label="Person"
            options={[{ id: 'all', label: 'Everybody' }, ...staff]}
            value={filter.staffId || 'all'}
            onChange={(id) => narrow({ staffId: id === 'all' ? '' : (id ?? '') })}
          />
          <NumberField
            label={`${our.One} number`}
            isOptional
            min={1}
            isName
            value={clientNumber}
            onChange={(value) => narrow({ clientNumber: value })}
          />
          <DateField
            label="From"
            isOptional
            value={filter.from}
            onChange={(from) => narrow({ from })}
          />
          <DateField
            label="Until"
            isOptional
            value={filter.until}
            onChange={(until) => narrow({ until })}
          />
        </div>
        <Asked asked={asked} label="Loading the trail" rows={8}>
          {({ lines, next, onlyAbout, onlyBetween, onlySample }) => (
            <>
              {onlyAbout !== null && (
                <p className="soft">
                  {onlyAbout.length === 0
                    ? 'You come for no program now: here stand your own lines.'
                    : `You come for ${listInWords(onlyAbout)}: here stand the lines about ${our.more} that were written since they were enrolled there, and your own.`}
                </p>
              )}
              {onlySample !== null && (
                <p className="soft">
                  You come for a sample of {onlySample}: of what others did, here stands what was
                  about one of them.
                </p>
              )}
              {onlyBetween !== null && (
                <p className="soft">
                  Of what others did, here stands what was done from {dayInWords(onlyBetween.from)}{' '}
                  to {dayInWords(onlyBetween.until)}.
                </p>
              )}
              {lines.length === 0 ? (
                <EmptyState title="Nothing of this kind is in the trail." />
              ) : (
                <RowsList
                  label="Audit trail, the latest first"
                  items={lines.map((line) => ({ id: line.auditId, text: <Words line={line} /> }))}
                />
              )}
              <PageTurner pages={pages} next={next} />
            </>
          )}
        </Asked>
      </SectionBand>
    </>
  );
}

/** Whoever stood on a page of it before can still be chosen: an auditor of chosen programs is told of nobody else. */
function usePeopleSeen(staff: ReplyOf<typeof readAudit>['staff'] = []) {
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  const unseen = staff.filter(({ staffId }) => !seen.has(staffId));
  if (unseen.length > 0)
    setSeen(new Map([...seen, ...unseen.map(({ staffId, name }) => [staffId, name] as const)]));
  return [...seen].map(([id, label]) => ({ id, label }));
}

function Words({ line }: { line: AuditLine }) {
  const { who, inWords, atInWords, outcome, clients } = line;
  const some = clients.slice(0, 5).map((number) => `#${number}`);
  const more = clients.length > some.length ? ` and ${clients.length - some.length} more` : '';
  return (
    <>
      <span className="strong">{who.name}</span>
      {who.title !== '' && <span className="soft sep">{who.title}</span>}
      {outcome !== 'done' && (
        <span className="sep">
          <Status kind="late">{outcome === 'denied' ? 'Denied' : 'Failed'}</Status>
        </span>
      )}
      <span className="second">
        {atInWords}. {inWords}.{some.length > 0 && ` About ${some.join(', ')}${more}.`}
      </span>
    </>
  );
}

/** Reads everything, so it is asked for by hand. */
function Seal() {
  const tell = useTell(checkAudit);
  const [found, setFound] = useState<ReplyOf<typeof checkAudit> | null>(null);
  return (
    <>
      {found === null ? (
        <p className="soft">
          Each line is sealed, and so is their order. The check reads all of it.
        </p>
      ) : (
        <p role="status">
          {found.isWhole ? (
            <Status kind="yes">The trail is as it was written.</Status>
          ) : (
            <Status kind="late">The trail is not as it was written.</Status>
          )}{' '}
          {found.all === null
            ? !found.isWhole && 'An administrator reads in the check which of its lines are not.'
            : `${counted(found.all.rows, 'line')} in ${counted(found.all.seals, 'seal')}; ${figureInWords(found.all.waiting)} wait for theirs.`}
        </p>
      )}
      {found?.all && found.all.findings.length > 0 && (
        <ul>
          {found.all.findings.map((each) => (
            <li key={each} className="small">
              {each}.
            </li>
          ))}
        </ul>
      )}
      {tell.isError && <Banner tone="late" title={troubleOf(tell.error).title} />}
      <Button
        size="small"
        isPending={tell.isPending}
        onPress={() => tell.mutate({}, { onSuccess: setFound })}
      >
        {tell.isPending ? 'Reading the trail …' : 'Check the seal'}
      </Button>
    </>
  );
}
