export type MenuEntry = {
  id: string;
  label: string;
  detail?: string;
  href?: string;
  onAction?: () => void;
  isDanger?: true;
  isDisabled?: boolean;
};
