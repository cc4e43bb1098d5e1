/** Something a person can ask for by name in the palette, and by `keys` where it has some. */
export type Command = {
  id: string;
  label: string;
  detail?: string;
  keys?: string;
  run: () => void;
};
