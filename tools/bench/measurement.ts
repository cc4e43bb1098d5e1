import { cpus, loadavg, totalmem } from 'node:os';

type Limit = { atMost: number } | { atLeast: number };

/** One figure, the limit that it has to keep, and what bounds it. */
export type Measurement = {
  what: string;
  value: number;
  unit: string;
  limit: Limit;
  because: string;
};

export const isMet = ({ value, limit }: Measurement) =>
  'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;

const grouped = (number: number) => number.toLocaleString('en-US', { maximumFractionDigits: 2 });

export const inWords = (number: number, unit: string) => `${grouped(number)} ${unit}`.trim();

export const figureOf = ({ value, unit }: Measurement) => inWords(value, unit);

export const limitOf = ({ limit, unit }: Measurement) =>
  'atMost' in limit
    ? `at most ${inWords(limit.atMost, unit)}`
    : `at least ${inWords(limit.atLeast, unit)}`;

export const loadNow = () => (loadavg()[0] ?? 0).toFixed(2);

/** What the figures were measured on, without naming it. */
export const machine = () =>
  `${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB, ${cpus()[0]?.model ?? 'unknown'}`;
