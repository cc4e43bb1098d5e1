import type { ReplyOf } from '#contract/endpoint.ts';
import { classWords, type listConsents, purposeWords } from '#contract/consents.ts';
import { endEventWords } from '#domain/consent/consent-forms.ts';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { Told } from '#web/ui/told.tsx';
import { listInWords, onDate } from './client-words.ts';

type Rows = ReplyOf<typeof listConsents>['matrix'];
type Row = Rows[number];
type Cell = Row['cells'][number];

/** Who may know what at a glance: those whom papers name down, kinds of information across. */
export function ConsentMatrix({ matrix }: { matrix: Rows }) {
  const [first] = matrix;
  if (first === undefined) return null;
  return (
    <SectionBand title="Who may know what">
      <div className="matrix-frame">
        <table className="matrix">
          <caption className="vh">Until when each may know each kind of information</caption>
          <thead>
            <tr>
              <th scope="col">Who</th>
              {first.cells.map((cell) => (
                <th key={cell.class} scope="col">
                  {shortWords[cell.class]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((row) => (
              <tr key={`${row.party.kind} ${row.party.id}`}>
                <th scope="row">{row.party.name}</th>
                {row.cells.map((cell) => (
                  <td key={cell.class}>
                    <Told words={sentenceOf(row, cell)}>
                      <CellWords cell={cell} />
                    </Told>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </SectionBand>
  );
}

const shortWords = {
  general: 'General',
  hiv: 'HIV',
  sud: 'Substance use',
  mental_health: 'Mental health',
  dv: 'Domestic violence',
} as const satisfies Record<Cell['class'], string>;

function CellWords({ cell }: { cell: Cell }) {
  if (cell.state === 'refused') return <Status kind="blocked">Refused</Status>;
  if (cell.state === 'none') return <span className="soft">No</span>;
  if (cell.lastDay === null) return 'No last day';
  // The weekday and the sentence around it stand beside, on focus.
  return onDate(cell.lastDay).split(' ').slice(1).join(' ');
}

function sentenceOf({ party }: Row, cell: Cell): string {
  const kind = classWords[cell.class];
  switch (cell.state) {
    case 'none':
      return `${kind} may not be shared with ${party.name}: nothing that the client signed covers it.`;
    case 'refused':
      return `${kind} may not be shared with ${party.name}: the client said no.`;
    case 'until':
      return `${kind} may be shared with ${party.name} for ${listInWords(cell.purposes.map((each) => purposeWords[each]))}, until ${endWords(cell)}.`;
  }
}

function endWords({ lastDay, endsWith }: Cell): string {
  if (lastDay !== null) return onDate(lastDay);
  return endsWith === null ? 'the client takes it back' : endEventWords[endsWith];
}
