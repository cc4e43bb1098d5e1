import { useState } from 'react';
import {
  askForPasskey,
  enterCode,
  signInWithPasskey,
  signInWithPassword,
} from '#contract/sign-in.ts';
import { answerWithPasskey, canUsePasskeys } from '#web/api/passkey.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';

/** Passkey first; else email address and password, and then the code where the account asks for one. */
export function SignInForm({
  email = '',
  onDone,
}: {
  email?: string;
  onDone?: () => Promise<void>;
}) {
  const [isCodeNext, setIsCodeNext] = useState(false);
  const tell = useTell(signInWithPassword);
  if (isCodeNext) return <CodeForm onDone={onDone} onStartAgain={() => setIsCodeNext(false)} />;

  return (
    <>
      {canUsePasskeys() && <PasskeyButton onDone={onDone} />}
      <Form
        schema={signInWithPassword.input}
        label="Your sign-in"
        onSubmit={async (values) => {
          const { next } = await tell.mutateAsync(values);
          if (next === 'code') setIsCodeNext(true);
          else await onDone?.();
        }}
      >
        <TextField
          name="email"
          label="Work email"
          type="email"
          autoComplete="username"
          defaultValue={email}
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
        />
        <div className="form-actions">
          <SubmitButton look="secondary">Sign in with a password</SubmitButton>
        </div>
      </Form>
    </>
  );
}

type Done = (() => Promise<void>) | undefined;

function PasskeyButton({ onDone }: { onDone: Done }) {
  const ask = useTell(askForPasskey);
  const verify = useTell(signInWithPasskey);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const use = async () => {
    setIsAsking(true);
    setTrouble(null);
    try {
      const response = await answerWithPasskey(await ask.mutateAsync({}));
      await verify.mutateAsync({ response });
      await onDone?.();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setIsAsking(false);
    }
  };

  return (
    <>
      {trouble && <Banner tone="late" title={trouble.title} reference={trouble.reference} />}
      <p>
        <Button look="primary" size="wide" isPending={isAsking} onPress={use}>
          Use your passkey
        </Button>
      </p>
      <p className="small soft passkey-note" role="status">
        {isAsking
          ? 'Answer on this device: it asks for your fingerprint, face or PIN.'
          : 'The fingerprint, face or PIN of this device.'}
      </p>
      <p className="or">or</p>
    </>
  );
}

function CodeForm({ onDone, onStartAgain }: { onDone: Done; onStartAgain: () => void }) {
  const tell = useTell(enterCode);
  return (
    <Form
      schema={enterCode.input}
      label="The second step"
      onSubmit={async (values) => {
        await tell.mutateAsync(values);
        await onDone?.();
      }}
    >
      <TextField
        name="code"
        label="Code"
        hint="6 digits from your authenticator app, or one of your recovery codes."
        width="short"
        autoComplete="one-time-code"
        autoFocus
      />
      <div className="form-actions">
        <SubmitButton>Go on</SubmitButton>
        <Button look="quiet" onPress={onStartAgain}>
          Start again
        </Button>
      </div>
    </Form>
  );
}
