import { useState } from 'react';
import { confirmCodes, startCodes, stopCodes, type StartedCodes } from '#contract/account.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { QrPicture } from './qr-picture.tsx';

/** Codes of an authenticator app, asked for after the password. */
export function CodesPart({ hasCodes }: { hasCodes: boolean }) {
  const [open, setOpen] = useState<'start' | 'stop' | null>(null);
  const close = () => setOpen(null);

  return (
    <SectionBand
      title="Sign-in codes"
      tools={
        <Button size="small" onPress={() => setOpen(hasCodes ? 'stop' : 'start')}>
          {hasCodes ? 'Switch off' : 'Set up'}
        </Button>
      }
    >
      {hasCodes ? (
        <p>
          <Status kind="done">On.</Status> After your password you are asked for a code of your
          authenticator app.
        </p>
      ) : (
        <p className="soft">An authenticator app on your phone shows 6 digits to enter.</p>
      )}
      <Dialog title="Set up sign-in codes" isOpen={open === 'start'} onClose={close}>
        <SetUp onClose={close} />
      </Dialog>
      <Dialog title="Switch sign-in codes off" isOpen={open === 'stop'} onClose={close}>
        <SwitchOff onClose={close} />
      </Dialog>
    </SectionBand>
  );
}

function SetUp({ onClose }: { onClose: () => void }) {
  const [started, setStarted] = useState<StartedCodes | null>(null);
  const [isOn, setIsOn] = useState(false);
  const start = useTell(startCodes);
  const confirm = useTell(confirmCodes);
  if (isOn && started) return <RecoveryCodes codes={started.recoveryCodes} onClose={onClose} />;
  if (!started)
    return (
      <Form
        schema={startCodes.input}
        onSubmit={async (values) => setStarted(await start.mutateAsync(values))}
      >
        <PasswordField />
        <Buttons send="Go on" leave="Not now" onLeave={onClose} />
      </Form>
    );
  return (
    <Form
      schema={confirmCodes.input}
      onSubmit={async (values) => {
        await confirm.mutateAsync(values);
        setIsOn(true);
      }}
    >
      <p>Scan this with your authenticator app, then enter the 6 digits that it shows.</p>
      <QrPicture rows={started.picture} label="QR code for the authenticator app" />
      <p className="small soft">
        No camera? Type this into the app:{' '}
        <span className="strong in-fours">
          {Array.from(started.secret.matchAll(/.{1,4}/g), ({ 0: four, index }) => (
            <span key={index}>{four}</span>
          ))}
        </span>
      </p>
      <TextField
        name="code"
        label="Code"
        width="short"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
      />
      <Buttons send="Switch on" leave="Not now" onLeave={onClose} />
    </Form>
  );
}

function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <div className="alone-on-paper">
      <p className="print-only strong">Recovery codes for signing in to Roundtable</p>
      <p>
        Sign-in codes are on. Print or write down these recovery codes and keep them away from your
        phone: each lets you in once when the phone is lost. They are not shown again.
      </p>
      <ul className="two" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ul>
      <div className="form-actions">
        <Button look="primary" onPress={onClose}>
          I have kept them
        </Button>
        <Button onPress={() => print()}>Print them</Button>
      </div>
    </div>
  );
}

function SwitchOff({ onClose }: { onClose: () => void }) {
  const stop = useTell(stopCodes);
  return (
    <Form
      schema={stopCodes.input}
      onSubmit={async (values) => {
        await stop.mutateAsync(values);
        onClose();
      }}
    >
      <p>Your password alone will then be enough. Your recovery codes stop working.</p>
      <PasswordField />
      <Buttons send="Switch off" leave="Keep them on" onLeave={onClose} />
    </Form>
  );
}

const PasswordField = () => (
  <TextField
    name="password"
    label="Your password"
    type="password"
    autoComplete="current-password"
    autoFocus
  />
);

const Buttons = ({
  send,
  leave,
  onLeave,
}: {
  send: string;
  leave: string;
  onLeave: () => void;
}) => (
  <div className="form-actions">
    <SubmitButton>{send}</SubmitButton>
    <Button look="quiet" onPress={onLeave}>
      {leave}
    </Button>
  </div>
);
