import { getImport } from '@footbridge/contract/imports.ts';
import { ImportFacts } from '../../features/imports/ImportList.tsx';
import { ImportReportView } from '../../features/imports/ImportReportView.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Page } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { BackLink } from './BackLink.tsx';

/** The report of one import. */
export function ImportPage({ importId }: { importId: string }) {
  const call = useCall();
  const loaded = useLoad((signal) => call(getImport, { params: { importId }, signal }), [importId]);
  return (
    <Page
      wide
      title={t('imports.report')}
      over={<BackLink href="/administration/imports">{t('imports.imports')}</BackLink>}
    >
      <LoadedView loaded={loaded} lines={8}>
        {(shown) => (
          <div className="page-section">
            <ImportFacts shown={shown} />
            {shown.report && <ImportReportView report={shown.report} />}
          </div>
        )}
      </LoadedView>
    </Page>
  );
}
