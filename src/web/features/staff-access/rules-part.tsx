import { classWords } from '#contract/consents.ts';
import { useState } from 'react';
import type { ReplyOf } from '#contract/endpoint.ts';
import { changeClassRule, type readStaffAccess } from '#contract/staff-access.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';

type Rule = ReplyOf<typeof readStaffAccess>['rules'][number];

const since = (day: string | null, what: string) =>
  day === null ? `${what}: not asked for` : `${what}: from ${dayInWords(day)}`;

/** What each kind of information asks of those who may know it, and from which day on. */
export const RulesPart = ({ rules }: { rules: readonly Rule[] }) => (
  <SectionBand title="What is asked for">
    <RowsList
      label="What is asked for"
      items={rules.map((rule) => ({
        id: rule.class,
        text: (
          <>
            <span className="strong">{classWords[rule.class]}</span>
            <span className="second">
              {since(rule.trainingFrom, 'Current training')}.{' '}
              {since(rule.titlesFrom, 'A listed job title')}.
            </span>
          </>
        ),
        action: <ChangeRule rule={rule} />,
      }))}
    />
  </SectionBand>
);

function ChangeRule({ rule }: { rule: Rule }) {
  const [isOpen, setIsOpen] = useState(false);
  const change = useTell(changeClassRule);
  const close = () => setIsOpen(false);
  const words = classWords[rule.class];
  return (
    <>
      <Button look="quiet" size="row" onPress={() => setIsOpen(true)}>
        Change<span className="vh"> what {words} asks for</span>
      </Button>
      <Dialog title={`${words}: what is asked for`} isOpen={isOpen} onClose={close}>
        <Form
          schema={changeClassRule.input}
          also={{ class: rule.class }}
          label={`${words}: what is asked for`}
          onSubmit={async (values) => {
            await change.mutateAsync(values);
            close();
          }}
        >
          <DateField
            name="trainingFrom"
            label="Current training from"
            hint="Empty asks for none. For HIV, New York law (10 NYCRR 63.9) asks for it."
            defaultValue={rule.trainingFrom ?? ''}
            isOptional
          />
          <DateField
            name="titlesFrom"
            label="A listed job title from"
            hint="Empty asks for none. List the titles first: whoever has another one stops seeing these rows on that day."
            defaultValue={rule.titlesFrom ?? ''}
            isOptional
          />
          <div className="form-actions">
            <SubmitButton>Save</SubmitButton>
            <Button look="quiet" onPress={close}>
              Leave as it was
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
