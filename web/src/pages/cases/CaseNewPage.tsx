import { getCasePath } from '@footbridge/contract/cases.ts';
import type { ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import { Link, useSearchParams } from 'wouter';
import { OpenCase } from '../../features/cases/OpenCase.tsx';
import { Path } from '../../features/cases/Path.tsx';
import { aboutOf } from '../../features/cases/rules.ts';
import { TalkGuide } from '../../features/cases/TalkGuide.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';
import '../../features/cases/cases.css';

type About = NonNullable<ReturnType<typeof aboutOf>>;

/** What these people agreed on before anything went wrong. */
function Agreed({ about }: { about: About }) {
  const [href, words] =
    about.stepId === undefined
      ? [`/spaces/${about.spaceId ?? ''}/charter`, t('cases.toCharter')]
      : [`/agreements/step/${about.stepId}`, t('cases.toAgreement')];
  if (about.messageId !== undefined) return null;
  return (
    <Section title={t('cases.agreed')}>
      <p>
        <Link href={href}>{words}</Link>
      </p>
    </Section>
  );
}

function Whole({ about, path }: { about: About; path: ReplyOf<typeof getCasePath> }) {
  return (
    <>
      <p className="case-lead">{t('cases.lead')}</p>
      <Section title={t('cases.guide')} hint={t('cases.guideHint')}>
        <TalkGuide />
      </Section>
      <Section title={t('cases.path')}>
        <Path />
      </Section>
      <Agreed about={about} />
      <Section title={t('cases.open')} hint={t('cases.openHint')}>
        <details className="case-open">
          <summary>{t('cases.openStart')}</summary>
          <OpenCase about={about} path={path} />
        </details>
        <p>
          <Link href="/cases">{t('cases.cases')}</Link>
        </p>
      </Section>
    </>
  );
}

/** 'This is not going well': the agreed path first, and a case only when a talk is not enough. */
export function CaseNewPage() {
  const call = useCall();
  const [query] = useSearchParams();
  const asked = query.get('about');
  const about = aboutOf(asked);
  const loaded = useLoad((signal) => call(getCasePath, { query: about ?? {}, signal }), [asked]);
  if (about === null || (loaded.error instanceof ProblemError && loaded.error.problem.status < 500)) {
    return <NotFoundPage />;
  }
  const title = loaded.data?.title;
  return (
    <Page
      title={t('cases.notWell')}
      over={title === undefined ? null : title === '' ? t('cases.newDirect') : t('cases.newIn', { title })}
    >
      <LoadedView loaded={loaded} lines={8}>
        {(path) => <Whole about={about} path={path} />}
      </LoadedView>
    </Page>
  );
}
