import { randomBytes } from 'node:crypto';
import { planKept } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import {
  decrypt,
  encrypt,
  handKey,
  keyIdOf,
  sealEnvelope,
  waitingIn,
  type ClientKey,
  type Place,
} from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';

type Ask = (text: string, values: unknown[]) => Promise<readonly unknown[]>;
type StoredKey = {
  agency_id: string;
  key_id: string;
  subject_id: string;
  wrapped: Buffer;
  master_key_id: string;
};

const columns = 'agency_id, key_id, subject_id, wrapped, master_key_id';
const subjectOf = ({ agencyId, clientId }: Place) => `${agencyId}/${clientId}`;

type KeyPlace = Pick<StoredKey, 'agency_id' | 'subject_id' | 'key_id'>;

/** What a wrapped key stands beside: it opens for no other client. */
const besideKey = (row: KeyPlace) =>
  Buffer.from([row.agency_id, row.subject_id, row.key_id].join('\n'), 'utf8');

export const wrapKey = (masterKey: Buffer, row: KeyPlace, key: Buffer) =>
  encrypt(masterKey, besideKey(row), key);
export const unwrapKey = (masterKey: Buffer, row: KeyPlace, wrapped: Buffer) =>
  decrypt(masterKey, besideKey(row), wrapped);

const isStored = (row: unknown): row is StoredKey =>
  typeof row === 'object' && row !== null && 'wrapped' in row && Buffer.isBuffer(row.wrapped);

/**
 * The keys that one transaction has met, and no longer than it lasts: a client's key that is deleted opens nothing from then on. Each
 * is asked for once, those of a whole result in one question.
 */
export class KeyRing {
  readonly #bySubject = new Map<string, ClientKey>();
  readonly #byId = new Map<string, Buffer>();

  readonly #masterKeys: MasterKeys;
  readonly #ask: Ask;

  constructor(masterKeys: MasterKeys, ask: Ask) {
    this.#masterKeys = masterKeys;
    this.#ask = ask;
  }

  /** After a part of the transaction was undone, a key that was made in it is none. */
  forget() {
    this.#bySubject.clear();
    this.#byId.clear();
  }

  /** Whether anything among these waits for its key. */
  isAskedBy(parameters: readonly unknown[]): boolean {
    return parameters.some((value) =>
      Array.isArray(value) ? value.some(waitingIn) : waitingIn(value) !== undefined,
    );
  }

  /** The parameters as they may leave: what waited is sealed now. */
  async seal(parameters: readonly unknown[]): Promise<readonly unknown[]> {
    const places = parameters.flat().flatMap((value) => waitingIn(value)?.place ?? []);
    await this.#keysOfSubjects(places);
    return parameters.map((value) =>
      Array.isArray(value) ? value.map((each) => this.#sealed(each)) : this.#sealed(value),
    );
  }

  #sealed(value: unknown): unknown {
    const found = waitingIn(value);
    if (!found) return value;
    const key = this.#bySubject.get(subjectOf(found.place));
    if (!key) throw new Error('A text has no key to be sealed with.');
    return sealEnvelope(key, found.place, found.plain);
  }

  /** Hands to every envelope among these rows the key that it asks for. */
  async open(rows: readonly unknown[]): Promise<void> {
    const envelopes = rows.flatMap((row) =>
      Object.values(row ?? {}).flatMap((value) => {
        const keyId = Buffer.isBuffer(value) ? keyIdOf(value) : undefined;
        return keyId === undefined ? [] : [{ value, keyId }];
      }),
    );
    const missing = new Set(
      envelopes.map(({ keyId }) => keyId).filter((keyId) => !this.#byId.has(keyId)),
    );
    if (missing.size > 0)
      await this.#read(
        `select ${columns} from sealing_key where key_id = any((select $1::uuid[])::uuid[]) ${planKept}`,
        [[...missing]],
      );
    for (const { value, keyId } of envelopes) {
      const key = this.#byId.get(keyId);
      if (key) handKey(value, key);
    }
  }

  async #keysOfSubjects(places: readonly Place[]) {
    const without = () => places.filter((place) => !this.#bySubject.has(subjectOf(place)));
    const find = async () => {
      const ids = [...new Set(without().map(({ clientId }) => clientId))];
      if (ids.length > 0)
        await this.#read(`select ${columns} from sealing_key where subject_id = any($1)`, [ids]);
    };
    await find();
    const made = [...new Map(without().map((place) => [subjectOf(place), place])).values()];
    if (made.length === 0) return;
    await this.#make(made);
    // Whoever else made one at the same moment was first: theirs it is.
    await find();
  }

  async #make(places: readonly Place[]) {
    const { keyId: masterKeyId, key: masterKey } = this.#masterKeys.current();
    const rows = places.map(({ agencyId, clientId }) => {
      const row = {
        agency_id: agencyId,
        key_id: newId(Temporal.Now.instant()),
        subject_id: clientId,
      };
      return { ...row, wrapped: wrapKey(masterKey, row, randomBytes(32)) };
    });
    const column = (name: 'agency_id' | 'key_id' | 'subject_id' | 'wrapped') =>
      rows.map((row) => row[name]);
    await this.#read(
      `insert into sealing_key (${columns}, made_at)
       select k.*, $5::text, auth.now() from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[]) k
       order by 3 on conflict (agency_id, subject_id) do nothing returning ${columns}`,
      [column('agency_id'), column('key_id'), column('subject_id'), column('wrapped'), masterKeyId],
    );
  }

  async #read(text: string, values: unknown[]) {
    for (const row of (await this.#ask(text, values)).filter(isStored)) {
      const key = unwrapKey(this.#masterKeys.find(row.master_key_id), row, row.wrapped);
      this.#byId.set(row.key_id, key);
      this.#bySubject.set(`${row.agency_id}/${row.subject_id}`, { keyId: row.key_id, key });
    }
  }
}
