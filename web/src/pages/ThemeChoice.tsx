import { useState } from 'react';
import { t } from '../kit/text/t.ts';
import { ChoiceField } from '../kit/ui/form/Choice.tsx';

type Theme = 'system' | 'light' | 'dark';

function chosenTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Kept on this device only; public/theme.js puts it back before the first paint. */
function choose(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem('theme');
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('theme', theme);
  }
}

export function ThemeChoice() {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <ChoiceField
      legend={t('settings.themeOnDevice')}
      name="theme"
      value={theme}
      onChoose={(next) => {
        choose(next);
        setTheme(next);
      }}
      options={[
        { value: 'system', label: t('settings.themeSystem') },
        { value: 'light', label: t('settings.themeLight') },
        { value: 'dark', label: t('settings.themeDark') },
      ]}
    />
  );
}
