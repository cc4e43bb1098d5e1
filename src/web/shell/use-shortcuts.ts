import { useEffect } from 'react';
import { defaultKeybindingsHandlerIgnore, tinykeys } from 'tinykeys';
import type { Command } from './command.ts';

type Options = {
  commands: readonly Command[];
  letters: boolean;
  isOn: boolean;
  onPalette: () => void;
};

// Where letters are typed, find an option, or answer a dialog, they are not commands.
const ownLetters =
  '[role=spinbutton], [role=combobox], [role=menu], [role=listbox], [role=dialog], [role=alertdialog]';

function isTyping(event: KeyboardEvent) {
  const target = event.target;
  return (
    defaultKeybindingsHandlerIgnore(event) ||
    (target instanceof Element && target.closest(ownLetters) !== null)
  );
}

export function useShortcuts({ commands, letters, isOn, onPalette }: Options) {
  useEffect(() => {
    if (!isOn) return undefined;
    const open = (event: KeyboardEvent) => {
      event.preventDefault();
      onPalette();
    };
    return tinykeys(window, { '$mod+k': open }, { ignore: () => false });
  }, [isOn, onPalette]);

  useEffect(() => {
    if (!isOn || !letters) return undefined;
    const bindings = commands.flatMap(({ keys, run }) => {
      const act = (event: KeyboardEvent) => {
        event.preventDefault();
        run();
      };
      return keys === undefined ? [] : [[keys === '?' ? '[Shift]+?' : keys, act] as const];
    });
    // The first that fits acts alone: in `g c` the c must not be the command c.
    const longFirst = bindings.toSorted(([one], [other]) => other.length - one.length);
    return tinykeys(window, Object.fromEntries(longFirst), { ignore: isTyping });
  }, [commands, isOn, letters]);
}
