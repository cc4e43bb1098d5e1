import { openWindow, type Window } from '#test/browser-like.ts';
import type { House } from '#test/house.ts';

export const newPassword = 'lantern-meadow-piano-73';

/** Asks for a link by mail as a stranger would, and lets the mail go out. */
export async function askForLink(house: House, email: string) {
  const before = house.mails.length;
  const reply = await openWindow(house).post('/api/recovery/ask', { email });
  await house.runJobs();
  const mail = house.mails
    .slice(before)
    .find(({ to, text }) => to === email && codeIn(text) !== '');
  return { reply, mail, code: codeIn(mail?.text ?? '') };
}

export const codeIn = (text: string) => /\/recover#([\w-]+)/.exec(text)?.[1] ?? '';

type Told = { password?: string; passkey?: unknown };

export const useLink = (window: Window, code: string, told: Told = {}) =>
  window.post('/api/recovery/use', { code, password: newPassword, ...told });
