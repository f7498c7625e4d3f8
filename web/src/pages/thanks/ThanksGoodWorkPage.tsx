import { listMyGoodWork } from '@footbridge/contract/thanks.ts';
import { useSearchParams } from 'wouter';
import { useMe } from '../../features/people/MeContext.tsx';
import { usePersonById } from '../../features/thanks/ChoosePerson.tsx';
import { MyGoodWorkList } from '../../features/thanks/work/MyGoodWork.tsx';
import { NameGoodWork } from '../../features/thanks/work/NameGoodWork.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';

/** What was named of my work, what I named, and naming more. `?to=<person>&message=<id>&story=<id>` fills in the form. */
export function ThanksGoodWorkPage() {
  const call = useCall();
  const me = useMe();
  const [params] = useSearchParams();
  const loaded = useLoad((signal) => call(listMyGoodWork, { signal }), []);
  const named = usePersonById(params.get('to'));
  useHeard(['goodWorkChanged'], loaded.reload);
  const isMember = me.affiliations.some(({ role }) => role !== 'guest');
  const waiting = params.get('to') !== null && named.data === null && named.loading;
  return (
    <Page
      title={t('thanks.goodWork')}
      actions={isMember && <ButtonLink href="/thanks/week">{t('thanks.thisWeek')}</ButtonLink>}
    >
      <p className="soft thanks-intro">{t('thanks.goodWorkWords')}</p>
      <LoadedView loaded={loaded} lines={6}>
        {({ ofMe, byMe }) => (
          <>
            {ofMe.length > 0 && (
              <Section title={t('thanks.ofMe')}>
                <MyGoodWorkList works={ofMe} side="ofMe" onChanged={loaded.reload} />
              </Section>
            )}
            <Section title={t('thanks.nameIt')}>
              {!waiting && (
                <NameGoodWork
                  person={named.data}
                  link={{ messageId: params.get('message'), storyId: params.get('story') }}
                  onSent={loaded.reload}
                />
              )}
            </Section>
            {byMe.length > 0 && (
              <Section title={t('thanks.byMe')}>
                <MyGoodWorkList works={byMe} side="byMe" onChanged={loaded.reload} />
              </Section>
            )}
          </>
        )}
      </LoadedView>
    </Page>
  );
}
