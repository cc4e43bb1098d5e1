import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { checkFoundingCode, foundAgency } from '#contract/first-run.ts';
import { timeZoneChoices } from '#domain/time-zones.ts';
import { call } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Form } from '#web/ui/form.tsx';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { Steps } from './steps.tsx';

/** Open to whoever holds the code that was printed where the product was started, and to nobody else. */
export function FirstRunPage() {
  usePageTitle('Set up Roundtable');
  // Read anew when it changes: the printed address may be opened in the very window that asked for it.
  const code = useRouterState({ select: ({ location }) => location.hash });
  const asked = useAsk(checkFoundingCode, { code }, { enabled: code.length >= 20 });
  const trouble = asked.isError ? troubleOf(asked.error) : null;

  return (
    <main className="solo" id="main">
      <p className="strong signin-mark">Roundtable</p>
      <h1>Set up your agency</h1>
      <Steps now="agency" />
      {code.length < 20 && (
        <Banner tone="info" title="Nobody has set up an agency here yet.">
          Open the address that was printed where Roundtable was started. It ends with a code that
          only you have. To look around first, in an agency that is made up, start it with{' '}
          <code>npm run demo</code>.
        </Banner>
      )}
      {trouble && (
        <Banner
          tone="late"
          title={trouble.title}
          onRetry={mayPass(trouble) ? () => void asked.refetch() : undefined}
        />
      )}
      {asked.isLoading && <Skeleton label="Checking the address" rows={2} />}
      {asked.data && !asked.isPlaceholderData && code.length >= 20 && <AgencyForm code={code} />}
    </main>
  );
}

function AgencyForm({ code }: { code: string }) {
  const { history } = useRouter();
  const queries = useQueryClient();
  const [here] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);

  return (
    <Form
      schema={foundAgency.input}
      also={{ code }}
      label="Your agency and you"
      onSubmit={async (values) => {
        await call(foundAgency, values);
        history.replace('/first-run/programs');
        await queries.invalidateQueries();
      }}
    >
      <SectionBand title="Your agency">
        <TextField name="agencyName" label="Name of the agency" autoComplete="organization" />
        <TextField
          name="neutralName"
          label="Neutral name"
          hint="Mails to outside people come from this name. Choose one that says nothing about anybody's health, for example Community Services."
        />
        <TextField
          name="contactPhone"
          label="Telephone"
          hint="Stands in every mail, for people who cannot come or have a question."
          type="tel"
          width="short"
          autoComplete="tel"
        />
        <Select
          name="timeZone"
          label="Time zone"
          hint="The dates of your offices are counted here. A program may have another one."
          options={timeZoneChoices([here])}
          defaultValue={here}
        />
      </SectionBand>
      <SectionBand title="You, its first administrator">
        <TextField name="fullName" label="Your name" autoComplete="name" />
        <TextField name="title" label="Your title" defaultValue="Administrator" />
        <TextField name="email" label="Work email" type="email" autoComplete="username" />
        <TextField
          name="password"
          label="Password"
          hint="At least 15 characters. Several words in a row are easy to remember."
          type="password"
          autoComplete="new-password"
        />
      </SectionBand>
      <div className="form-actions">
        <SubmitButton>Make the agency</SubmitButton>
      </div>
    </Form>
  );
}
