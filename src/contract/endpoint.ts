import type { z } from 'zod';

type Common = {
  path: `/api/${string}`;
  /** One sentence for the reader of /api/openapi.json. */
  summary: string;
  /** The refusals a caller should expect, beside the ones that every endpoint gives. */
  refusals: readonly string[];
  /** The requirements of the domain reference that this endpoint serves. */
  requirements: readonly `REQ-${string}`[];
};

/** One thing a client may ask: where, with what, and exactly what may come back. */
export type Endpoint<
  Input extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = Common & {
  kind: 'json';
  method: 'GET' | 'POST';
  input: Input;
  reply: Reply;
};

/** Sends one file as the request's body; its other fields travel in the query. */
export type UploadEndpoint<
  Input extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = Common & { kind: 'upload'; method: 'POST'; input: Input; reply: Reply };

/** Answers with a file. */
export type FileEndpoint<Input extends z.ZodType = z.ZodType> = Common & {
  kind: 'file';
  method: 'GET';
  input: Input;
};

export const endpoint = <I extends z.ZodType, R extends z.ZodType>(
  e: Omit<Endpoint<I, R>, 'kind'>,
): Endpoint<I, R> => ({ kind: 'json', ...e });

export const uploadEndpoint = <I extends z.ZodType, R extends z.ZodType>(
  e: Omit<UploadEndpoint<I, R>, 'kind' | 'method'>,
): UploadEndpoint<I, R> => ({ kind: 'upload', method: 'POST', ...e });

export const fileEndpoint = <I extends z.ZodType>(
  e: Omit<FileEndpoint<I>, 'kind' | 'method'>,
): FileEndpoint<I> => ({ kind: 'file', method: 'GET', ...e });

export type AnyEndpoint = Endpoint | UploadEndpoint | FileEndpoint;
/** What the audit trail calls it. */
export const operationOf = ({ method, path }: Pick<AnyEndpoint, 'method' | 'path'>): string =>
  `${method} ${path}`;

export type InputOf<E extends AnyEndpoint> = z.output<E['input']>;
export type ReplyOf<E extends Endpoint | UploadEndpoint> = z.output<E['reply']>;
