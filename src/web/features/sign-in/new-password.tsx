import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { type OpenRecovery, readRecovery, recover } from '#contract/recovery.ts';
import { askForPasskey } from '#contract/sign-in.ts';
import { call } from '#web/api/call.ts';
import { answerWithPasskey } from '#web/api/passkey.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { SignInForm } from './sign-in-form.tsx';

export function NewPassword({ code }: { code: string }) {
  const asked = useAsk(readRecovery, { code });
  const [isDone, setIsDone] = useState(false);
  const { history } = useRouter();
  const trouble = asked.isError ? troubleOf(asked.error) : null;
  if (isDone)
    return (
      <>
        <Banner tone="info" title="Your new password is set.">
          You were signed out everywhere. Sign in with it now.
        </Banner>
        <SignInForm
          email={asked.data?.email ?? ''}
          onDone={async () => {
            history.replace('/');
          }}
        />
      </>
    );
  if (trouble)
    return (
      <Banner
        tone="late"
        title={trouble.type === 'bad-input' ? 'This address is not complete.' : trouble.title}
        onRetry={mayPass(trouble) ? () => void asked.refetch() : undefined}
        action={
          <Link href="/recover" look="quiet">
            Ask for a new link
          </Link>
        }
      />
    );
  if (!asked.data) return <Skeleton label="Looking at your link" rows={2} />;
  return <PasswordForm code={code} open={asked.data} onDone={() => setIsDone(true)} />;
}

type FormProps = { code: string; open: OpenRecovery; onDone: () => void };

function PasswordForm({ code, open, onDone }: FormProps) {
  return (
    <Form
      schema={recover.input}
      also={{ code }}
      label="Set a new password"
      onSubmit={async (values) => {
        if (open.needsPasskey) {
          const passkey = await answerWithPasskey(await call(askForPasskey, {}));
          await call(recover, { ...values, passkey });
        } else await call(recover, values);
        onDone();
      }}
    >
      <p>
        {open.fullName}, you sign in as <span className="strong">{open.email}</span>.{' '}
        {whatBecomes(open)}
      </p>
      <TextField
        name="password"
        label="Your new password"
        hint="At least 15 characters. Several words in a row are easy to remember."
        type="password"
        autoComplete="new-password"
        autoFocus
      />
      <div className="form-actions">
        <SubmitButton>
          {open.needsPasskey ? 'Confirm with your passkey' : 'Set the password'}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** What a second step has to do with it, said before anything is done. */
function whatBecomes({ dropsSecondFactor, needsPasskey, hasCodes }: OpenRecovery): string {
  if (dropsSecondFactor)
    return 'Sign-in codes and passkeys are taken away; set them up again on your account page.';
  if (needsPasskey) return 'Your passkey stays, and you confirm the new password with it.';
  return hasCodes ? 'You will be asked for a code of your authenticator app, as always.' : '';
}
