import { useState } from 'react';
import { z } from 'zod';
import { uploadScan } from '#contract/consent-papers.ts';
import { consentProblems } from '#contract/consents.ts';
import { mostScanBytes, scanTypeOf, scanTypes } from '#domain/consent/scan.ts';
import { upload } from '#web/api/call.ts';
import { Banner } from '#web/ui/banner.tsx';
import { FileDrop } from '#web/ui/file-drop.tsx';
import { HiddenField } from '#web/ui/hidden-field.tsx';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';
import { sizeInWords } from '#web/features/clients/client-words.ts';

type State =
  | { kind: 'none' }
  | { kind: 'sending' }
  | { kind: 'refused'; trouble: Trouble; file: File }
  | { kind: 'sent'; scanId: string; file: File };

const sent = z.object({ scanId: z.string() });
const acceptable = [...scanTypes, '.pdf', '.jpg', '.jpeg', '.png'];

/** Sends the scan as soon as it is chosen; the form holds its number and nothing that was typed is touched. */
export function ConsentScan({ clientId }: { clientId: string }) {
  const [state, setState] = useState<State>({ kind: 'none' });
  const send = async (file: File) => {
    setState({ kind: 'sending' });
    try {
      const flaw = await flawOf(file);
      if (flaw) throw new Error(flaw);
      const address = uploadScan.path.replace(':clientId', clientId);
      const { scanId } = sent.parse(await upload(address, file));
      setState({ kind: 'sent', scanId, file });
    } catch (thrown) {
      setState({ kind: 'refused', trouble: troubleOf(thrown), file });
    }
  };

  return (
    <HiddenField name="scanId" label="Scan" value={state.kind === 'sent' ? state.scanId : ''}>
      <FileDrop
        label="Scan"
        hint="PDF, JPEG or PNG, at most 20 MB. It is kept sealed, for whoever may read this consent."
        button={state.kind === 'sent' ? 'Choose another file' : 'Choose the scan'}
        accept={acceptable}
        onFiles={([file]) => {
          if (file) void send(file);
        }}
      />
      {state.kind === 'sending' && <p role="status">Sending the scan…</p>}
      {state.kind === 'sent' && (
        <p role="status">The scan is ready, {sizeInWords(state.file.size)}.</p>
      )}
      {state.kind === 'refused' && (
        <Banner
          tone="late"
          title={state.trouble.title}
          reference={state.trouble.reference}
          onRetry={state.trouble.status === 0 ? () => void send(state.file) : undefined}
        />
      )}
    </HiddenField>
  );
}

/** What the server would say too, before a large file is sent for nothing. */
async function flawOf(file: File): Promise<string | null> {
  if (file.size > mostScanBytes) return consentProblems['scan-too-large'].title;
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  return scanTypeOf(head) === null ? consentProblems['scan-of-unknown-type'].title : null;
}
