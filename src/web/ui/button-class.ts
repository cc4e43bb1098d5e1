export type Look = 'primary' | 'secondary' | 'quiet' | 'danger' | 'bare';
export type ButtonSize = 'normal' | 'small' | 'wide' | 'row';

const sizes = { normal: '', small: 'btn-small', wide: 'wide', row: 'btn-small btn-row' } as const;

export const buttonClass = (look: Look, size: ButtonSize, more = '') =>
  `btn btn-${look} ${sizes[size]} ${more}`.trim();
