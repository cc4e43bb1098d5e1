import type { ReplyOf } from '#contract/endpoint.ts';
import { classWords, type listConsents } from '#contract/consents.ts';
import { endEventWords } from '#domain/consent/consent-forms.ts';
import { purposeWords } from '#domain/consent/consent.ts';
import { dayInWords, listInWords } from '#domain/words.ts';
import { isWorthShowing } from '#web/shell/seldom-classes.ts';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { Told } from '#web/ui/told.tsx';
import { partyKey } from './consent-words.ts';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

type Rows = ReplyOf<typeof listConsents>['matrix'];
type Row = Rows[number];
type Cell = Row['cells'][number];
type Span = Cell['spans'][number];

/** Who may know what at a glance: those whom papers name down, kinds of information across. */
export function ConsentMatrix({ matrix, clientId }: { matrix: Rows; clientId: string }) {
  const word = useClientWord(clientId);
  const [first] = matrix;
  if (first === undefined) return null;
  const columns = first.cells.filter((each) =>
    matrix.some(({ cells }) =>
      cells.some((cell) => cell.class === each.class && isWorthShowing(cell)),
    ),
  );
  const isColumn = (cell: Cell) => columns.some((each) => each.class === cell.class);
  return (
    <SectionBand title="Who may know what">
      <div className="matrix-frame">
        <table className="matrix stacked">
          <caption className="vh">Until when each may know each kind of information</caption>
          <thead>
            <tr>
              <th scope="col">Who</th>
              {columns.map((cell) => (
                <th key={cell.class} scope="col">
                  {shortWords[cell.class]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((row) => (
              <tr key={partyKey(row.party)}>
                <th scope="row">{row.party.name}</th>
                {row.cells.filter(isColumn).map((cell) => (
                  <td
                    key={cell.class}
                    data-label={shortWords[cell.class]}
                    {...(cell.state === 'none' && { className: 'is-none' })}
                  >
                    <Told words={sentenceOf(row, cell, word)}>
                      <CellWords cell={cell} />
                    </Told>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {/* Where each stands as a list of its own, what is told to nobody would be most of it. */}
      <p className="small soft phone-only">
        A kind that does not stand under a name is not told there.
      </p>
      {columns.length < first.cells.length && (
        <p className="small soft">
          Kinds that no paper names stand in no column: they are told to nobody.
        </p>
      )}
    </SectionBand>
  );
}

const shortWords = {
  general: 'General',
  hiv: 'HIV',
  sud: 'Substance use',
  mental_health: 'Mental health',
  dv: 'Domestic violence',
  reproductive_minor: 'Reproductive care of a minor',
  genetic: 'Genetic',
  psychotherapy_notes: 'Psychotherapy notes',
  sud_counseling_notes: 'Substance use counseling notes',
} as const satisfies Record<Cell['class'], string>;

function CellWords({ cell }: { cell: Cell }) {
  if (cell.state === 'refused') return <Status kind="blocked">Refused</Status>;
  if (cell.state === 'left') return <Status kind="blocked">Has left</Status>;
  if (cell.state === 'none') return <span className="soft">No</span>;
  const [first, ...others] = cell.spans;
  if (first === undefined) return <span className="soft">No</span>;
  if (others.length === 0) return dayOf(first);
  return cell.spans.map((span) => (
    <span key={span.purposes.join(' ')} className="second">
      {dayOf(span)}, {forWords(span)}
    </span>
  ));
}

// The weekday and the sentence around it stand beside, on focus.
const dayOf = ({ lastDay }: Span) => (
  <span className="nowrap">
    {lastDay === null ? 'No last day' : dayInWords(lastDay).split(' ').slice(1).join(' ')}
  </span>
);

const forWords = ({ purposes }: Span) => listInWords(purposes.map((each) => purposeWords[each]));

function sentenceOf({ party }: Row, cell: Cell, word: string): string {
  const kind = classWords[cell.class];
  switch (cell.state) {
    case 'none':
      return `${kind} may not be shared with ${party.name}: nothing that the ${word} signed covers it.`;
    case 'refused':
      return `${kind} may not be shared with ${party.name}: the ${word} said no.`;
    case 'left':
      return `${kind} may not be shared with ${party.name}: they no longer work there.`;
    case 'until':
      return `${kind} may be shared with ${party.name} ${listInWords(cell.spans.map((span) => `for ${forWords(span)} until ${endWords(span, word)}`))}.`;
  }
}

function endWords({ lastDay, endsWith }: Span, word: string): string {
  if (lastDay !== null) return dayInWords(lastDay);
  return endsWith === null ? `the ${word} takes it back` : endEventWords[endsWith];
}
