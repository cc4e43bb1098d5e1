import { createContext, useContext } from 'react';

/**
 * What is wrong with which field, by its path, until the form is sent again. A message that went as soon as its
 * field was left would move the button away from under the hand that presses it, and the press would be lost.
 */
export const WrongFields = createContext<Readonly<Record<string, string>>>({});

export function useWrong(name: string | undefined): string | undefined {
  const wrong = useContext(WrongFields);
  return name === undefined ? undefined : wrong[name];
}

/** Only what is wrong says so: a field that is told that it is right would not look at its own limits. */
export const invalidIf = (wrong: string | undefined) =>
  wrong === undefined ? {} : { isInvalid: true as const };
