import { Worker } from 'node:worker_threads';
import { Refused } from '#server/platform/refused.ts';
import type { SheetAsked, SheetMade } from './pdf-worker.ts';

type Limits = { waiting: number; milliseconds: number };

type Waiting = SheetAsked & {
  resolve: (bytes: Uint8Array) => void;
  reject: (fault: unknown) => void;
};

/**
 * Prints one sheet after the other in a thread beside ours, which goes on answering. More than so many do not wait, and what takes
 * too long is given up together with its thread: one sheet must not keep everybody else's from being printed.
 */
export function openPrinter({ waiting, milliseconds }: Limits) {
  const queue: Waiting[] = [];
  let thread: Worker | undefined;
  let isPrinting = false;

  const worker = () => {
    if (thread) return thread;
    const begun = new Worker(new URL('pdf-worker.ts', import.meta.url));
    // One that ended while nobody waited for it is not asked again.
    begun.once('exit', () => {
      if (thread === begun) thread = undefined;
    });
    thread = begun;
    return begun;
  };

  const printed = ({ template, data }: SheetAsked) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const printing = worker();
      const rest = () => {
        clearTimeout(late);
        printing.off('message', take).off('error', fail).off('exit', fail);
        // A thread at rest keeps no process alive.
        printing.unref();
      };
      const giveUp = (fault: unknown) => {
        rest();
        thread = undefined;
        void printing.terminate();
        reject(fault);
      };
      const take = (made: SheetMade) => {
        rest();
        if (made) resolve(made);
        else reject(unprintable(template));
      };
      const fail = () => giveUp(unprintable(template));
      const late = setTimeout(() => giveUp(new Refused('printing-busy')), milliseconds);
      printing.on('message', take).on('error', fail).on('exit', fail);
      printing.ref();
      printing.postMessage({ template, data }, []);
    });

  const printNext = async () => {
    const next = isPrinting ? undefined : queue.shift();
    if (!next) return;
    isPrinting = true;
    await printed(next).then(next.resolve, next.reject);
    isPrinting = false;
    void printNext();
  };

  return (template: string, data: unknown): Promise<Uint8Array> => {
    if (queue.length >= waiting) return Promise.reject(new Refused('printing-busy'));
    return new Promise((resolve, reject) => {
      queue.push({ template, data, resolve, reject });
      void printNext();
    });
  };
}

// What went wrong in the thread may quote the client's text, so it must not reach a log.
const unprintable = (template: string) => new Error(`The sheet ${template} cannot be printed.`);
