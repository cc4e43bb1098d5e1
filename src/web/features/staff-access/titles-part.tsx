import { useState } from 'react';
import type { ReplyOf } from '#contract/endpoint.ts';
import { authorizeTitle, removeTitle, type readStaffAccess } from '#contract/staff-access.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { classOptions, kindsInWords } from './words.ts';

type Titles = ReplyOf<typeof readStaffAccess>['titles'];

/** The job titles that may know what is restricted, for which function and within which limits. */
export function TitlesPart({ titles }: { titles: Titles }) {
  const [isAdding, setIsAdding] = useState(false);
  const add = useTell(authorizeTitle);
  const remove = useTell(removeTitle);
  const close = () => setIsAdding(false);
  return (
    <SectionBand title="Authorized job titles">
      {remove.isError && <Banner tone="late" title={troubleOf(remove.error).title} />}
      {titles.length === 0 ? (
        <EmptyState title="No job title is on the list yet." />
      ) : (
        <RowsList
          label="Authorized job titles"
          items={titles.map(({ titleId, title, duties, limits, classes }) => ({
            id: titleId,
            text: (
              <>
                <span className="strong">{title}</span>
                <span className="soft sep">May know about {kindsInWords(classes)}</span>
                <span className="second">For: {duties}</span>
                <span className="second">Limits: {limits}</span>
              </>
            ),
            action: (
              <Button
                look="quiet"
                size="row"
                aria-label={`Take off ${title}`}
                onPress={() => remove.mutate({ titleId })}
              >
                Take off
              </Button>
            ),
          }))}
        />
      )}
      <p className="actions">
        <Button onPress={() => setIsAdding(true)}>Add a job title</Button>
      </p>
      <Dialog title="Add a job title" isOpen={isAdding} onClose={close}>
        <Form
          schema={authorizeTitle.input}
          label="Add a job title"
          onSubmit={async (values) => {
            await add.mutateAsync(values);
            close();
          }}
        >
          <TextField name="title" label="Job title" hint="As it stands in the staff list." />
          <TextField name="duties" label="For which function" />
          <TextField name="limits" label="Within which limits" />
          <CheckboxGroup name="classes" label="May know about" options={classOptions} />
          <div className="form-actions">
            <SubmitButton>Add it</SubmitButton>
            <Button look="quiet" onPress={close}>
              Not now
            </Button>
          </div>
        </Form>
      </Dialog>
    </SectionBand>
  );
}
