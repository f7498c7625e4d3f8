import { PasswordForm } from '../features/auth/PasswordForm.tsx';
import { SessionList } from '../features/auth/SessionList.tsx';
import { SignOut } from '../features/auth/SignOut.tsx';
import { TokenList } from '../features/auth/TokenList.tsx';
import { useMe } from '../features/people/MeContext.tsx';
import { ProfileForm } from '../features/people/ProfileForm.tsx';
import { mayAdminister } from '../features/people/rules.ts';
import { MyAcceptances } from '../features/policies/MyAcceptances.tsx';
import { GoodWorkMail } from '../features/thanks/work/GoodWorkMail.tsx';
import { useStore } from '../kit/store.ts';
import { t } from '../kit/text/t.ts';
import { ButtonLink } from '../kit/ui/Button.tsx';
import { Page, Section } from '../kit/ui/page/Page.tsx';
import { useClient } from './ClientContext.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';

/** Whoever signs out on purpose may leave the computer to somebody else: nothing they wrote stays on it. */
function forgetDevice(): void {
  for (const key of Object.keys(localStorage)) {
    if (key !== 'theme') localStorage.removeItem(key);
  }
}

export function SettingsPage() {
  const client = useClient();
  const me = useMe();
  const credentials = useStore(client.credentials, (count) => count);
  return (
    <Page title={t('settings.settings')}>
      {mayAdminister(me) && (
        <div className="button-row page-actions narrow-only">
          <ButtonLink href="/administration">{t('frame.administration')}</ButtonLink>
        </div>
      )}
      <Section title={t('people.profileForm')}>
        <ProfileForm me={me} onChanged={(changed) => client.me.set(changed)} />
      </Section>
      <Section title={t('policies.mine')}>
        <MyAcceptances />
      </Section>
      <Section title={t('thanks.mail')}>
        <GoodWorkMail />
      </Section>
      <Section title={t('settings.theme')}>
        <ThemeChoice />
      </Section>
      <Section title={t(me.hasPassword ? 'auth.passwordChange' : 'auth.passwordSet')}>
        <PasswordForm hasPassword={me.hasPassword} />
      </Section>
      <Section title={t('auth.sessions')}>
        <SessionList key={credentials} />
      </Section>
      <Section title={t('auth.tokens')} hint={t('auth.tokensWords')}>
        <TokenList />
      </Section>
      <Section title={t('settings.signOut')} hint={t('settings.signOutWords')}>
        <SignOut
          onSignedOut={() => {
            client.stop();
            forgetDevice();
            window.location.replace('/');
          }}
        />
      </Section>
    </Page>
  );
}
