import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import type { Command } from './command.ts';

export type HelpProps = {
  commands: readonly Command[];
  letters: boolean;
  onLetters: (on: boolean) => void;
  onClose: () => void;
};

const always = [
  ['Ctrl K', 'Search or command'],
  ['Up or Down', 'Move in a list'],
  ['x or Space', 'Select a row'],
  ['Enter', 'Open a row'],
  ['e', 'Log an attempt: on a row that is due, or in a chart'],
  ['w', 'Why: on a row that is due'],
  ['s', 'Snooze: on a row that is due'],
  ['Ctrl Enter', 'Send a dialog that is open'],
  ['Esc', 'Clear, then close'],
] as const;

export function ShortcutsHelp({ commands, letters, onLetters, onClose }: HelpProps) {
  const withKeys = commands.flatMap(({ keys, label }) =>
    keys === undefined ? [] : [[keys, label] as const],
  );
  return (
    <Dialog title="Keyboard" isOpen onClose={onClose}>
      <dl className="keys">
        {[...always, ...(letters ? withKeys : [])].map(([keys, label]) => (
          <div key={label} className="keys-row">
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <Checkbox isSelected={letters} onChange={onLetters} hint="They never act while you type.">
        Single letters are commands
      </Checkbox>
      <div className="actions">
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
