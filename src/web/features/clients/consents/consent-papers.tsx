import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addScan, printConsent, readPaper } from '#contract/consent-papers.ts';
import type { ConsentView, PaperView } from '#contract/consent-view.ts';
import { scanTypeWords } from '#domain/consent/scan.ts';
import { fileAddress, readText } from '#web/api/call.ts';
import { useTell } from '#web/api/use-ask.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { sizeInWords } from '#web/features/clients/client-words.ts';
import { ConsentDetails } from './consent-details.tsx';
import { ConsentScan } from './consent-scan.tsx';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

type Props = { consent: ConsentView; clientId: string; about: string };

/** What the paper holds, its signature and scans, to look at; and a scan that comes later. */
export function ConsentPapers({ consent, clientId, about }: Props) {
  const word = useClientWord(clientId);
  const mayWrite = useMay('consent:write');
  const mayAdd = mayWrite && consent.mayChange && takesScan(consent);
  const [shown, setShown] = useState<PaperView | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const { consentId, papers } = consent;
  if (papers.length === 0 && !mayAdd && consent.details === null) return null;
  return (
    <span className="second actions">
      <ConsentDetails
        consent={consent}
        about={about}
        word={word}
        mayNote={mayWrite && consent.mayChange}
      />
      {consent.mayCopy && (
        <FileLink file={printConsent} input={{ consentId }}>
          Copy for the {word}
          <span className="vh">, {about}</span>
        </FileLink>
      )}
      {papers.map((paper) => (
        <Button
          key={paper.paperId}
          size="row"
          look="quiet"
          aria-label={`${nameOf(paper)}, ${about}`}
          onPress={() => setShown(paper)}
        >
          {nameOf(paper)}
        </Button>
      ))}
      {mayAdd && (
        <Button
          size="row"
          look="quiet"
          aria-label={`Add a scan, ${about}`}
          onPress={() => setIsAdding(true)}
        >
          Add a scan
        </Button>
      )}
      {shown && <Shown paper={shown} onClose={() => setShown(null)} />}
      {isAdding && (
        <AddScan consentId={consentId} clientId={clientId} onClose={() => setIsAdding(false)} />
      )}
    </span>
  );
}

/** What was said aloud has no paper, and to a form whose name one may not read none is added. */
const takesScan = ({ form, isRefusal }: ConsentView) =>
  form !== 'not-noted' && form !== 'verbal-recorded' && !isRefusal;

const nameOf = ({ kind, type, byteCount }: PaperView) =>
  kind === 'signature'
    ? 'Signature'
    : `Scan (${type === 'text/plain' ? '' : `${scanTypeWords[type]}, `}${sizeInWords(byteCount)})`;

type ShownProps = { paper: PaperView; onClose: () => void };

function Shown({ paper, onClose }: ShownProps) {
  const address = fileAddress(readPaper, { paperId: paper.paperId });
  const title = paper.kind === 'signature' ? 'Signature' : 'Scan';
  return (
    <Dialog title={title} isOpen onClose={onClose} isWide>
      {paper.type === 'text/plain' && <Words address={address} />}
      {(paper.type === 'image/png' || paper.type === 'image/jpeg') && (
        <img className="paper-picture" src={address} alt={`The ${paper.kind} of this consent`} />
      )}
      {paper.type === 'application/pdf' && (
        <p>A PDF is opened by the program that shows PDFs on your device.</p>
      )}
      <div className="form-actions">
        <FileLink look="primary" file={readPaper} input={{ paperId: paper.paperId }}>
          {paper.type === 'application/pdf' ? 'Open the PDF' : 'Save the file'}
        </FileLink>
        <Button look="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function Words({ address }: { address: string }) {
  const { data, error } = useQuery({ queryKey: [address], queryFn: () => readText(address) });
  if (error) return <Banner tone="late" title={troubleOf(error).title} />;
  return <p className="paper-words">{data ?? 'Loading the signature'}</p>;
}

type AddProps = { consentId: string; clientId: string; onClose: () => void };

function AddScan({ consentId, clientId, onClose }: AddProps) {
  const add = useTell(addScan);
  return (
    <Dialog title="Add the scan of the signed form" isOpen onClose={onClose}>
      <Form
        schema={addScan.input}
        also={{ consentId }}
        label="The scan of the signed form"
        onSubmit={async (entered) => {
          await add.mutateAsync(entered);
          onClose();
        }}
      >
        <ConsentScan clientId={clientId} />
        <div className="form-actions">
          <SubmitButton>Keep the scan</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave without it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
