/** Somebody who is signed in and asks the product over HTTP; a refusal ends the bench. */
export function callerOf(origin: string, token: string) {
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${origin}${path}`, {
      ...init,
      headers: { origin, cookie: `session=${token}`, 'content-type': 'application/json' },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  return {
    get: (path: string) => ask(path),
    post: (path: string, body: unknown = {}) =>
      ask(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}
