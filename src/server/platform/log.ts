import {
  type DestinationStream,
  type Logger,
  type LoggerOptions,
  pino,
  stdTimeFunctions,
} from 'pino';
import type { LogLevel } from './configuration.ts';

export type Log = Logger;

const secrets =
  'password token secret authorization cookie email name text body url query headers'.split(' ');

type Described = { type: string; code?: string; constraint?: string; frames: string[] };

function textOf(fault: object, field: string): string | undefined {
  const value: unknown = Reflect.get(fault, field);
  return typeof value === 'string' ? value : undefined;
}

/** What failed and where. A fault's message may quote what somebody typed, so it stays out. */
export function describeFault(fault: unknown): Described {
  if (!(fault instanceof Error)) return { type: typeof fault, frames: [] };
  // The stack begins with the message, and a line of what somebody typed may look like a place.
  const places = (fault.stack ?? '').replace(fault.message, '');
  const frames = places.split('\n').filter((line) => /^\s+at /.test(line));
  const [code, constraint] = [textOf(fault, 'code'), textOf(fault, 'constraint')];
  return {
    type: fault.name,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    frames: frames.map((line) => line.trim()),
  };
}

/** One JSON line per event on standard output: ids and counts, never content. Pass a fault as `err`. */
export function openLog(level: LogLevel, to?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
    serializers: { err: describeFault },
  };
  return to ? pino(options, to) : pino(options);
}
