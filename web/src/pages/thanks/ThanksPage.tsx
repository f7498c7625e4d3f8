import { listMyThanks } from '@footbridge/contract/thanks.ts';
import { GivenList } from '../../features/thanks/GivenList.tsx';
import { ReceivedList } from '../../features/thanks/ReceivedList.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';

/** What I was thanked for and what I thanked others for. Nobody else has this page. */
export function ThanksPage() {
  const call = useCall();
  const loaded = useLoad((signal) => call(listMyThanks, { signal }), []);
  useHeard(['thanksChanged'], loaded.reload);
  const actions = (
    <>
      <ButtonLink href="/thanks/new" tone="primary">
        {t('thanks.say')}
      </ButtonLink>
      <ButtonLink href="/thanks/good-work">{t('thanks.goodWork')}</ButtonLink>
    </>
  );
  return (
    <Page title={t('thanks.thanks')} actions={actions}>
      <p className="soft thanks-intro">{t('thanks.words')}</p>
      <LoadedView loaded={loaded} lines={6}>
        {({ received, given }) => (
          <>
            <Section title={t('thanks.received')}>
              <ReceivedList thanks={received} onChanged={loaded.reload} />
            </Section>
            {given.length > 0 && (
              <Section title={t('thanks.given')} hint={t('thanks.givenWords')}>
                <GivenList thanks={given} onChanged={loaded.reload} />
              </Section>
            )}
          </>
        )}
      </LoadedView>
    </Page>
  );
}
