import type { ReactNode } from 'react';
import {
  planKindWords,
  skipReasonInWords,
  type FindingView,
  type ImportReport as Report,
} from '#contract/import-report.ts';
import { waitingSeatsInWords } from '#domain/hmis/waiting-seats.ts';
import { counted } from '#domain/plurals.ts';
import { figureInWords } from '#domain/words.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Link } from '#web/ui/link.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';

type Props = { report: Report; isDone: boolean; rows?: ReactNode };

/** What an import would do, or did: numbers that add up, and every finding with what helps. */
export function ImportReport({ report, isDone, rows }: Props) {
  return (
    <>
      {report.waitingSeats > 0 && (
        <Banner tone="soon" title={waitingSeatsInWords(report.waitingSeats)}>
          On the <Link href="/admin/staff">staff page</Link> you ask, and somebody else agrees.
        </Banner>
      )}
      {report.counts.length > 0 && !report.isRefused && (
        <SectionBand title={isDone ? 'What happened' : 'What will happen'}>
          <CountsTable report={report} isDone={isDone} />
          <DueAtOnce report={report} isDone={isDone} />
          <MatchedInWords report={report} isDone={isDone} />
          {isDone && <KindsToSay report={report} />}
        </SectionBand>
      )}
      {report.findings.length > 0 && (
        <SectionBand
          title={report.isRefused ? 'Why it was refused' : 'What to know about the file'}
          count={counted(report.findings.length, 'finding')}
        >
          {report.findings.map((finding) => (
            <Finding key={finding.code} finding={finding} />
          ))}
        </SectionBand>
      )}
      {rows}
    </>
  );
}

const columns = (isDone: boolean) => [
  'In the file',
  isDone ? 'Made' : 'New',
  'Matched',
  'Updated',
  'Unchanged',
  'Not imported',
];

function CountsTable({ report, isDone }: Props) {
  const heads = columns(isDone);
  return (
    <table className="table table-plain stacked import-counts">
      <caption className="vh">Rows by kind and result. Each line adds up.</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="num">
              {head}
            </th>
          ))}
          <th scope="col">Why not</th>
        </tr>
      </thead>
      <tbody>
        {report.counts.map(({ kind, read, made, matched, updated, unchanged, skipped }) => {
          const left = skipped.reduce((sum, { count }) => sum + count, 0);
          return (
            <tr key={kind}>
              <th scope="row" data-label="Kind">
                {planKindWords[kind]}
              </th>
              {[read, made, matched, updated, unchanged, left].map((number, at) => (
                <td
                  key={heads[at]}
                  className={
                    number === 0 && at > 0 && kind !== 'sensitivity' ? 'num is-none' : 'num'
                  }
                  data-label={heads[at]}
                >
                  {kind === 'sensitivity' && at > 0 && at < 5 ? 'Not told' : figureInWords(number)}
                </td>
              ))}
              <td className={left === 0 ? 'soft is-none' : 'soft'} data-label="Why not">
                {skipped.length === 0 ? 'None left out' : skipped.map(inWords).join('; ')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Nobody is greeted by a thousand alarms that they did not expect. */
function DueAtOnce({ report: { dueAtOnce }, isDone }: Props) {
  const { all, backlog } = dueAtOnce;
  if (all === 0) return null;
  const before =
    backlog === 0
      ? 'None of them is a backlog from before a program went live.'
      : `${backlog === all ? 'All of them' : figureInWords(backlog)} fell due before their program went live and ${isDone ? 'stand' : 'will stand'} apart on Today, as a backlog.`;
  return (
    <p className="import-note">
      <Status kind="late">Due at once</Status> {counted(all, 'new enrollment')}{' '}
      {isDone ? 'had' : 'will have'} a conference due on the first day. {before}
    </p>
  );
}

/** No file says it, and the first list of a Health Home consent asks for it. */
function KindsToSay({ report }: Pick<Props, 'report'>) {
  const made = report.counts.find(({ kind }) => kind === 'organization')?.made ?? 0;
  return (
    made > 0 && (
      <p className="import-note">
        The file does not say what kind {counted(made, 'new organization')}{' '}
        {made === 1 ? 'is' : 'are'}. Say so in the <Link href="/directory">directory</Link>, where
        “Kind not known yet” stands under each.
      </p>
    )
  );
}

function MatchedInWords({ report: { counts }, isDone }: Props) {
  const { one } = useOurWord();
  if (counts.every(({ matched }) => matched === 0)) return null;
  return (
    <p className="import-note soft">
      Matched: already here though no import wrote it. A {one} is known by the HMIS number in their
      record, a worker by email address, an organization by name, a program by your choice. It{' '}
      {isDone ? 'was' : 'is'} taken over and not made a second time.
    </p>
  );
}

const inWords = ({ reason, count }: { reason: string; count: number }) =>
  `${figureInWords(count)} ${skipReasonInWords(reason)}`;

const marks = { stops: 'late', skips: 'soon', notice: 'partly' } as const;
const severityWords = {
  stops: 'Stops the import',
  skips: 'These rows are left out',
  notice: 'Imported all the same',
} as const;

function Finding({ finding }: { finding: FindingView }) {
  const { severity, message, remedy, count, places } = finding;
  return (
    <div className="import-finding">
      <p>
        <Status kind={marks[severity]}>{severityWords[severity]}</Status>
      </p>
      <p className="strong">{message}</p>
      <p>{remedy}</p>
      <details open={places.length <= 3}>
        <summary>
          {counted(count, 'place')}
          {places.length < count && `, the first ${places.length} are listed`}
        </summary>
        <ul className="import-places">
          {places.map((place) => (
            <li key={placeInWords(place)}>{placeInWords(place)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

const placeInWords = ({ file, row, column }: FindingView['places'][number]) =>
  [file, row !== null && `row ${figureInWords(row)}`, column !== null && `column ${column}`]
    .filter(Boolean)
    .join(', ');
