import { listImports } from '@footbridge/contract/imports.ts';
import { useEffect } from 'react';
import { ImportList } from '../../features/imports/ImportList.tsx';
import { UploadForm } from '../../features/imports/UploadForm.tsx';
import { isUnderWay } from '../../features/imports/rules.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Page, Section } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { BackLink } from './BackLink.tsx';

const ASK_AGAIN_MS = 1000;

/** Bringing an archive in, and how far each one is. */
export function ImportsPage() {
  const call = useCall();
  const imports = useLoad(async (signal) => (await call(listImports, { signal })).imports, []);
  const { data, reload, loading } = imports;
  const underWay = data?.some(isUnderWay) ?? false;

  useEffect(() => {
    if (!underWay || loading) return undefined;
    const timer = setTimeout(reload, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [underWay, loading, reload]);

  return (
    <Page
      title={t('imports.imports')}
      over={<BackLink href="/administration">{t('administration.back')}</BackLink>}
    >
      <Section title={t('imports.upload')} hint={t('imports.uploadWords')}>
        <UploadForm onStarted={reload} />
      </Section>
      <Section title={t('imports.soFar')}>
        <LoadedView loaded={imports}>{(list) => <ImportList imports={list} />}</LoadedView>
      </Section>
    </Page>
  );
}
