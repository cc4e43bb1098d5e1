import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  applyHeldElsewhereList,
  checkHeldElsewhereList,
  type CheckedList,
  type ListFault,
} from '#contract/held-elsewhere.ts';
import { heldSourcesInWords } from '#domain/record/held-sources.ts';
import { counted } from '#domain/plurals.ts';
import { upload } from '#web/api/call.ts';
import { announce } from '#web/ui/announce.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { FileDrop } from '#web/ui/file-drop.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';

type Sent = { file: File; checked: CheckedList };

/** A list is checked first, and only a list without a problem is recorded, as a whole. */
export function HeldElsewhereList() {
  const queries = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);
  const [done, setDone] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setIsSending] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setIsSending(true);
    setTrouble(null);
    setDone('');
    try {
      await work();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setIsSending(false);
    }
  };
  const check = (file: File) =>
    attempt(async () => {
      setSent(null);
      const checked = checkHeldElsewhereList.reply.parse(
        await upload(checkHeldElsewhereList.path, file),
      );
      setSent({ file, checked });
      announce(outcomeOf(checked));
    });
  const apply = ({ file, checked }: Sent) =>
    attempt(async () => {
      const changes = checked.recorded + checked.corrected;
      await upload(`${applyHeldElsewhereList.path}?changes=${changes}`, file);
      setSent(null);
      setDone(`${counted(changes, 'conference is', 'conferences are')} recorded.`);
      await queries.invalidateQueries();
    });

  return (
    <SectionBand title="Send a list">
      <div className="stack">
        <FileDrop
          label="A CSV file with the columns Number, Program, Date and Source"
          hint={`The number is the one of this agency, or one that others gave, such as Medicaid’s. Dates like 2026-03-31 or 3/31/2026. As the source: ${heldSourcesInWords}.`}
          accept={['.csv', 'text/csv']}
          onFiles={([file]) => file && void check(file)}
        />
        {trouble && (
          <Banner
            tone="late"
            title={Object.values(trouble.fields)[0] ?? trouble.title}
            reference={trouble.reference}
          />
        )}
        {done !== '' && <Banner tone="info" title={done} />}
        {sent && (
          <Checked
            sent={sent}
            isSending={isSending}
            onApply={() => void apply(sent)}
            onDrop={() => setSent(null)}
          />
        )}
      </div>
    </SectionBand>
  );
}

const rowsInWords = (count: number) => counted(count, 'row');

function outcomeOf({ rows, faultCount }: CheckedList): string {
  return faultCount === 0
    ? `${rowsInWords(rows)} can be recorded.`
    : `${rowsInWords(faultCount)} of ${rows} cannot be recorded.`;
}

type CheckedProps = { sent: Sent; isSending: boolean; onApply: () => void; onDrop: () => void };

function Checked({ sent: { file, checked }, isSending, onApply, onDrop }: CheckedProps) {
  const { recorded, corrected, unchanged, faults, faultCount } = checked;
  const changes = recorded + corrected;
  return (
    <div className="stack">
      <p className="strong">
        {file.name}: {rowsInWords(checked.rows)}
      </p>
      {faultCount === 0 && (
        <p>
          {recorded} new, {corrected} corrected, {unchanged} known already.
        </p>
      )}
      {faultCount > 0 ? (
        <>
          <Banner
            tone="late"
            title={`${rowsInWords(faultCount)} ${faultCount === 1 ? 'has' : 'have'} a problem, so nothing can be recorded.`}
          >
            Correct the file and choose it again.
          </Banner>
          <Faults faults={faults} hidden={faultCount - faults.length} />
        </>
      ) : (
        <div className="actions">
          {changes > 0 ? (
            <Button look="primary" isPending={isSending} onPress={onApply}>
              Record {counted(changes, 'conference')}
            </Button>
          ) : (
            <span>All of it is known already; there is nothing to record.</span>
          )}
          <Button look="quiet" onPress={onDrop}>
            Leave it
          </Button>
        </div>
      )}
    </div>
  );
}

function Faults({ faults, hidden }: { faults: readonly ListFault[]; hidden: number }) {
  return (
    <>
      <table className="table table-plain stacked">
        <caption>Rows with a problem, as a spreadsheet counts them</caption>
        <thead>
          <tr>
            <th scope="col" className="rownum">
              Row
            </th>
            <th scope="col">Column</th>
            <th scope="col">Problem</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ row, column, problem, remedy }) => (
            <tr key={`${row} ${column} ${problem}`}>
              <th scope="row" data-label="Row">
                {row}
              </th>
              <td data-label="Column">{column}</td>
              <td data-label="Problem">{problem}</td>
              <td data-label="What to do">{remedy}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p className="small soft">And {hidden} more.</p>}
    </>
  );
}
