import { UseLink } from '../../features/auth/UseLink.tsx';
import { t } from '../../kit/text/t.ts';
import { PublicPage } from './PublicPage.tsx';

export function SignInLinkPage({ onSignedIn }: { onSignedIn: () => void }) {
  return (
    <PublicPage title={t('auth.linkTitle')}>
      <UseLink onSignedIn={onSignedIn} />
    </PublicPage>
  );
}
