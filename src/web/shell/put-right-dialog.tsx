import { type NoLongerTrue, putFilingRight } from '#contract/filings.ts';
import { putRightInWords, textInWords } from '#domain/filing/filing-words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';

/** Asks once more, because it does not come back: the reference leaves the list with it. */
export function PutRightDialog({ row, onClose }: { row: NoLongerTrue; onClose: () => void }) {
  const tell = useTell(putFilingRight, { asksWhenRefused: true });
  const { filingId, system, what, why } = row;
  const done = `${why === 'corrected' ? 'corrected in' : 'taken out of'} ${system}`;
  return (
    <ConfirmDialog
      title={`Is it ${done}?`}
      look="primary"
      confirm={putRightInWords(why)}
      keep="Not yet"
      isOpen
      onClose={onClose}
      onConfirm={async () => {
        await tell.mutateAsync({ filingId });
        announce(`Recorded as ${done}.`);
      }}
    >
      {`${textInWords(row)}. It is recorded that you saw to it${why === 'void' ? `; restored after that, the ${what} is to be filed again` : ''}.`}
    </ConfirmDialog>
  );
}
