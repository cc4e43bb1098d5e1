import { openSignInDatabase, type Login, type SignInDatabase } from '#server/platform/database.ts';
import { openLibrary, type Library, type Place } from './library.ts';

/** Who people are, apart from what they may see: its own login, its own tables, its own library. */
export type SignIn = { database: SignInDatabase; library: Library; close: () => Promise<void> };

export function openSignIn(login: Login, place: Place): SignIn {
  const database = openSignInDatabase(login);
  return { database, library: openLibrary(database, place), close: () => database.destroy() };
}
