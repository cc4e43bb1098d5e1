import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { createProgram, listPrograms } from '#contract/programs.ts';
import { readSession } from '#contract/session.ts';
import { presetOptions, presetWords } from '#domain/program-policy/presets/preset-words.ts';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { focusIt } from '#web/ui/focus-it.ts';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { Steps } from './steps.tsx';

const chosen = z.object({
  presets: z.array(z.enum(presetIds)).min(1, 'Choose at least one, or leave it for later.'),
  goLiveOn: createProgram.input.shape.goLiveOn,
});

/** The second step: programs from presets, made like any other by the new administrator. */
export function ChooseProgramsPage() {
  usePageTitle('Choose your programs');
  const { history } = useRouter();
  const session = useAsk(readSession, {});
  const tell = useTell(createProgram);
  const [today] = useState(() => Temporal.Now.plainDateISO().toString());
  const made = useAsk(listPrograms, {});
  const timeZone = session.data?.agency?.timeZone;

  return (
    <main className="solo" id="main">
      <p className="strong signin-mark">Roundtable</p>
      <h1 ref={focusIt} tabIndex={-1}>
        Choose your programs
      </h1>
      <Steps now="programs" />
      {made.isError && (
        <Banner
          tone="late"
          title={troubleOf(made.error).title}
          action={<Link href="/sign-in">Sign in</Link>}
        />
      )}
      {made.isLoading && <Skeleton label="Loading" rows={3} />}
      {made.data && timeZone !== undefined && (
        <Form
          schema={chosen}
          label="Programs"
          onSubmit={async (values) => {
            const there = new Set(made.data.programs.map(({ preset }) => preset));
            for (const preset of values.presets)
              if (!there.has(preset))
                await tell.mutateAsync({
                  name: presetWords[preset].name,
                  preset,
                  timeZone,
                  goLiveOn: values.goLiveOn,
                });
            history.replace('/');
          }}
        >
          <p className="soft">
            Each brings its rules for when a conference is due and who must be there. They are
            copied: later you can rename a program and change its rules.
          </p>
          <CheckboxGroup
            name="presets"
            label="Rules to start from"
            options={presetOptions(presetIds)}
          />
          <DateField
            name="goLiveOn"
            label="You begin on"
            hint="What was due before this day is shown apart, as a backlog."
            defaultValue={today}
          />
          <div className="form-actions">
            <SubmitButton>Start with these</SubmitButton>
            <Button look="quiet" onPress={() => history.replace('/')}>
              Leave it for later
            </Button>
          </div>
        </Form>
      )}
    </main>
  );
}
