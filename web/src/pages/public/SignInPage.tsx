import { SignInForm } from '../../features/auth/SignInForm.tsx';
import { t } from '../../kit/text/t.ts';
import { PublicPage } from './PublicPage.tsx';

/** Also shown in place of any page while nobody is signed in: the address stays, so that one lands where one wanted to go. */
export function SignInPage({ onSignedIn, ended = false }: { onSignedIn: () => void; ended?: boolean }) {
  return (
    <PublicPage title={t('auth.signIn')}>
      <p className="soft">{t(ended ? 'frame.sessionEnded' : 'auth.signInWords')}</p>
      <SignInForm onSignedIn={onSignedIn} />
      <p className="soft small">{t('auth.noAccount')}</p>
    </PublicPage>
  );
}
