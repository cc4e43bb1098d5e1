import { parentPort } from 'node:worker_threads';
import { compileSheet } from './compile-sheet.ts';

/** What the printer asks of this thread, and what it answers: null where a sheet cannot be printed. */
export type SheetAsked = { template: string; data: unknown };
export type SheetMade = Uint8Array<ArrayBuffer> | null;

parentPort?.on('message', ({ template, data }: SheetAsked) => {
  const bytes = made(template, data);
  parentPort?.postMessage(bytes, bytes ? [bytes.buffer] : []);
});

function made(template: string, data: unknown): SheetMade {
  try {
    // A copy of its own: what the compiler answers may lie in memory that it uses again.
    return new Uint8Array(compileSheet(template, data));
  } catch {
    return null;
  }
}
