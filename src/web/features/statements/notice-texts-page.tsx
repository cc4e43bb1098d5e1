import { useState } from 'react';
import { addNoticeText, type LawTexts, readNoticeTexts } from '#contract/statements.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TextField } from '#web/ui/text-field.tsx';

/** What stands on every page that leaves, by law; each text with the day on which it began. */
export function NoticeTextsPage() {
  const asked = useAsk(readNoticeTexts, {});
  return (
    <>
      <PageHead
        title="Notices"
        lead="Each form, record and letter carries the statement of the laws that protect what it holds. The texts that come with the product are drafts: your counsel approves them or writes others, which begin on a day that you name. No text is ever changed afterwards."
      />
      <Asked asked={asked} label="Loading the notices" rows={8}>
        {({ laws, today }) => laws.map((each) => <OfLaw key={each.law} law={each} today={today} />)}
      </Asked>
    </>
  );
}

function OfLaw({ law, today }: { law: LawTexts; today: string }) {
  const [isAdding, setIsAdding] = useState(false);
  return (
    <SectionBand
      title={law.lawInWords}
      tools={
        <Button
          size="small"
          aria-label={`Replace the text: ${law.lawInWords}`}
          onPress={() => setIsAdding(true)}
        >
          Replace the text
        </Button>
      }
    >
      <RowsList
        label={`Texts: ${law.lawInWords}`}
        items={law.texts.map((text) => ({
          id: `${text.version}`,
          text: (
            <>
              <TextStanding text={text} />
              <span className="second">{text.body}</span>
            </>
          ),
        }))}
      />
      {isAdding && <AddDialog law={law} today={today} onClose={() => setIsAdding(false)} />}
    </SectionBand>
  );
}

function TextStanding({ text }: { text: LawTexts['texts'][number] }) {
  const { version, approvedBy, effectiveFrom, standing } = text;
  const from =
    effectiveFrom === null ? 'comes with the product' : `from ${dayInWords(effectiveFrom)}`;
  const inForce =
    standing === 'in-force' ? 'in force' : standing === 'to-come' ? 'to come' : 'past';
  return (
    <>
      <span className="strong">Version {version}</span>
      <span className="soft sep">
        {from}, {inForce}
      </span>
      <span className="second">
        {approvedBy === null ? (
          <Status kind="soon">To be approved by counsel</Status>
        ) : (
          <Status kind="yes">Approved by {approvedBy}</Status>
        )}
      </span>
    </>
  );
}

type AddProps = { law: LawTexts; today: string; onClose: () => void };

function AddDialog({ law, today, onClose }: AddProps) {
  const tell = useTell(addNoticeText);
  const current = law.texts.find(({ standing }) => standing === 'in-force') ?? law.texts[0];
  return (
    <Dialog title={`Replace the text: ${law.lawInWords}`} isOpen onClose={onClose} isWide>
      <Form
        schema={addNoticeText.input}
        also={{ law: law.law }}
        onSubmit={async (entered) => {
          await tell.mutateAsync(entered);
          announce('The text is kept.');
          onClose();
        }}
      >
        <TextArea
          name="body"
          label="Text"
          limit={2000}
          rows={8}
          defaultValue={current?.body ?? ''}
        />
        <TextField name="approvedBy" label="Approved by" hint="The name of counsel." />
        <DateField name="effectiveFrom" label="Used from" min={today} defaultValue={today} />
        <div className="actions form-actions">
          <SubmitButton>Keep this text</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave it as it is
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
