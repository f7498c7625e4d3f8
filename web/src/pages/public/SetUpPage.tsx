import { SetUpForm } from '../../features/auth/SetUpForm.tsx';
import { t } from '../../kit/text/t.ts';
import { PublicPage } from './PublicPage.tsx';

export function SetUpPage({ onSignedIn }: { onSignedIn: () => void }) {
  return (
    <PublicPage title={t('auth.setUp')}>
      <p className="soft">{t('auth.setUpWords')}</p>
      <SetUpForm onSignedIn={onSignedIn} />
    </PublicPage>
  );
}
