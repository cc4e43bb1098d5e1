import type { billingStates, ListedBilling } from '#contract/billing.ts';
import { dayInWords, minutesInWords } from '#domain/words.ts';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';
import type { TableColumn } from '#web/ui/table-props.ts';

type Row = ListedBilling & { id: string };

export const stateWords: Record<(typeof billingStates)[number], string> = {
  all: 'All of them',
  billed: 'Billed',
  open: 'Not yet billed',
  'not-billable': 'Cannot be billed',
};

export const columnsFor = (client: string): TableColumn<Row>[] => [
  {
    id: 'when',
    label: 'Held',
    cell: ({ heldOn, spanInWords }) => (
      <>
        {dayInWords(heldOn)}
        <span className="second">{spanInWords.split(', ').at(-1)}</span>
      </>
    ),
  },
  {
    id: 'client',
    label: client,
    phone: 'fact',
    isRowHeader: true,
    cell: ({ clientNumber, programName, conferenceNumber, conferenceId }) => (
      <>
        #{clientNumber}
        <span className="second">
          {programName},{' '}
          {conferenceId === null ? (
            `conference ${conferenceNumber}`
          ) : (
            <Link href={`/conferences/${conferenceId}`}>conference {conferenceNumber}</Link>
          )}
        </span>
      </>
    ),
  },
  {
    id: 'who',
    label: 'Who was there',
    phone: 'fact',
    cell: ({ whoInWords, modeInWords }) => (
      <>
        {whoInWords}
        <span className="second">{modeInWords}</span>
      </>
    ),
  },
  {
    id: 'amount',
    label: 'Billing',
    phone: 'fact',
    cell: ({ amountInWords, preparedMinutes }) => (
      <>
        {amountInWords}
        {preparedMinutes > 0 && (
          <span className="second">
            Beside it, never billed: {minutesInWords(preparedMinutes)} of preparation
          </span>
        )}
      </>
    ),
  },
  {
    id: 'state',
    label: 'State',
    cell: ({ state, billedByName, errors, warnings }) => (
      <>
        <Status kind={state === 'billed' ? 'done' : state === 'open' ? 'soon' : 'late'}>
          {stateWords[state]}
        </Status>
        {billedByName !== null && <span className="second">{billedByName}</span>}
        {[...errors, ...warnings].map(({ code, inWords }) => (
          <span key={code} className="second">
            {code}: {inWords}
          </span>
        ))}
      </>
    ),
  },
];
