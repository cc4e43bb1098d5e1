/** One thing to choose from: what is stored, what is read, and a word of evidence below it. */
export type Option = {
  id: string;
  label: string;
  detail?: string;
  /** Why not stands in words in its detail, and beside the field: nobody comes to it by keyboard. */
  isDisabled?: boolean;
};
