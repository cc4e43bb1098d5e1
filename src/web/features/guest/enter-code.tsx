import { useCallback, useState } from 'react';
import { askForGuestCode, openAsGuest } from '#contract/guest.ts';
import { call, Problem } from '#web/api/call.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { Entry } from './entry.tsx';
import { MostMails } from './over.tsx';
import { PressButton, PressTrouble } from './press-button.tsx';
import { Sheetlet } from './sheetlet.tsx';
import { type Pressed, usePress } from './use-press.ts';

type Props = { link: string; forNewLink: Pressed; onOpen: () => void; onOver: () => void };

export function EnterCode({ link, forNewLink, onOpen, onOver }: Props) {
  const { another, hasAnother } = useAnother(link);
  return (
    <Entry title="Enter the code from the mail">
      <p>
        If your link still opens something, a code is on its way to you. It works once, for ten
        minutes.
      </p>
      <Form
        schema={openAsGuest.input}
        also={{ link }}
        label="The code"
        onSubmit={async (values) => {
          try {
            await call(openAsGuest, values);
            onOpen();
          } catch (error) {
            if (error instanceof Problem && error.body.type === 'guest-over') onOver();
            else throw besideTheCode(error);
          }
        }}
      >
        <TextField
          name="code"
          label="Code from the mail"
          hint="Eight digits."
          width="short"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <div className="form-actions">
          <SubmitButton>Open</SubmitButton>
          <Button look="quiet" onPress={another.press} isPending={another.isPending}>
            Mail another code
          </Button>
        </div>
      </Form>
      <PressTrouble on={another} />
      {hasAnother && <p className="soft">Another code is on its way. Use the newest mail.</p>}
      <Sheetlet title="No mail after a few minutes?">
        <p>
          Look among unwanted mail. Your link may have been used before, or a newer one may have
          taken its place.
        </p>
        <MostMails />
        <PressButton on={forNewLink} look="quiet">
          Mail me a new link
        </PressButton>
      </Sheetlet>
    </Entry>
  );
}

/** What was typed stays, and whoever listens hears which field it is about. */
function besideTheCode(error: unknown): unknown {
  if (!(error instanceof Problem) || error.body.type !== 'guest-code-wrong') return error;
  const { body } = error;
  return new Problem({ ...body, fields: [{ path: 'code', message: body.title }] });
}

function useAnother(link: string) {
  const [hasAnother, setHasAnother] = useState(false);
  const ask = useCallback(async () => {
    await call(askForGuestCode, { link });
    setHasAnother(true);
    announce('Another code is on its way.');
  }, [link]);
  return { another: usePress(ask), hasAnother };
}
