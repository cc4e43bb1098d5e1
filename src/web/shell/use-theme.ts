import { useEffect } from 'react';
import { useSetting } from './use-setting.ts';

export const themes = ['system', 'light', 'dark'] as const;

export function useTheme() {
  const [theme, setTheme] = useSetting('theme', themes);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [theme, setTheme] as const;
}
