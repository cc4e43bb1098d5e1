import { useState } from 'react';
import { printRecord, recordKindWords } from '#contract/record.ts';
import { recordKinds } from '#domain/record/record-facts.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';

type Props = { clientId: string; isOpen: boolean; onClose: () => void };

const options = recordKinds.map((id) => ({ id, label: recordKindWords[id] }));

/** Which part of the record goes on paper; that it was printed, and by whom, is written down. */
export function TimelinePrintDialog({ clientId, isOpen, onClose }: Props) {
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [kinds, setKinds] = useState<string[]>([...recordKinds]);
  const isTurned = from !== '' && until !== '' && until < from;
  const asked = {
    clientId,
    kinds: kinds.length === recordKinds.length ? '' : kinds.join(','),
    ...(from === '' ? {} : { from }),
    ...(until === '' ? {} : { until }),
  };

  return (
    <Dialog title="Print the record" isOpen={isOpen} onClose={onClose}>
      <p className="soft">Oldest first, as a PDF. That you printed it is written down.</p>
      <div className="two">
        <DateField label="From" value={from} onChange={setFrom} isOptional />
        <DateField label="Until" value={until} onChange={setUntil} isOptional />
      </div>
      {isTurned && <p className="error-text">The last date is before the first.</p>}
      <CheckboxGroup label="Kinds" options={options} value={kinds} onChange={setKinds} />
      <div className="actions">
        {kinds.length > 0 && !isTurned && (
          <FileLink look="primary" file={printRecord} input={asked}>
            Open the PDF
          </FileLink>
        )}
        <Button look="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
