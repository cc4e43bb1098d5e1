declare global {
  interface Window {
    trustedTypes?: {
      createPolicy: (
        name: 'default',
        rules: { createHTML: (html: string) => string | null },
      ) => unknown;
    };
  }
}

/** React Aria empties its announcements by innerHTML = ''. Nobody may write anything else as HTML. */
export function allowNoHtml() {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (html) => (html === '' ? html : null),
  });
}
