import type { Browser } from 'playwright-core';

type Params = Record<string, unknown>;
type Answer = { id?: number; result?: Record<string, unknown>; error?: { message: string } };

/** A page of a browser that has never been anywhere, and into which nothing looks but what is asked here. */
export type BarePage = {
  send: (method: string, params?: Params) => Promise<Record<string, unknown>>;
  /** What an expression comes to in the page, once it has. */
  ask: (expression: string) => Promise<unknown>;
  close: () => Promise<void>;
};

type Visitor = {
  cookie: { name: string; value: string; url: string };
  width: number;
  height: number;
};

/**
 * The library that drives the browser watches what each page of its own throws. So watched, the browser reads a whole script
 * again to say where an error was made, and React makes five when it starts; in nobody's own window does it so.
 */
export async function openBarePage(
  browser: Browser,
  { cookie, width, height }: Visitor,
): Promise<BarePage> {
  const whole = await browser.newBrowserCDPSession();
  const { browserContextId } = await whole.send('Target.createBrowserContext');
  await whole.send('Storage.setCookies', { cookies: [cookie], browserContextId });
  const where = { url: 'about:blank', browserContextId, width, height };
  const { targetId } = await whole.send('Target.createTarget', where);
  const { sessionId } = await whole.send('Target.attachToTarget', { targetId });
  const waiting = new Map<number, (answer: Answer) => void>();
  whole.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer: Answer = JSON.parse(message);
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  const send = async (method: string, params: Params = {}) => {
    const id = (last += 1);
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await whole.send('Target.sendMessageToTarget', { sessionId, message });
    const { result, error } = await answer;
    waiting.delete(id);
    if (!result) throw new Error(`${method}: ${error?.message ?? 'no answer'}`);
    return result;
  };
  const ask = async (expression: string) => {
    const how = { expression, awaitPromise: true, returnByValue: true };
    const { result } = await send('Runtime.evaluate', how);
    return typeof result === 'object' && result !== null && 'value' in result
      ? result.value
      : undefined;
  };
  const close = async () => {
    await whole.send('Target.disposeBrowserContext', { browserContextId });
    await whole.detach();
  };
  return { send, ask, close };
}
