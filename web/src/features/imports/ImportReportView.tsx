import type { ImportReport } from '@footbridge/contract/imports.ts';
import { t } from '../../kit/text/t.ts';
import { Section } from '../../kit/ui/page/Page.tsx';
import { Table } from '../../kit/ui/page/Table.tsx';
import { COUNTED, countOf } from './rules.ts';

function Counts({ report }: { report: ImportReport }) {
  return (
    <Table
      label={t('imports.report')}
      columns={[
        { label: t('imports.what') },
        { label: t('imports.found'), number: true },
        { label: t('imports.added'), number: true },
      ]}
      rows={COUNTED.map((kind) => ({
        key: kind,
        cells: [t(`imports.${kind}`), countOf(report.found[kind]), countOf(report.added[kind])],
      }))}
    />
  );
}

function Remarks({ remarks }: { remarks: ImportReport['remarks'] }) {
  if (remarks.length === 0) return <p className="soft">{t('imports.noRemarks')}</p>;
  return (
    <Table
      label={t('imports.remarks')}
      columns={[
        { label: t('imports.remarkWhat') },
        { label: t('imports.remarkReason') },
        { label: t('imports.remarkFile') },
        { label: t('imports.remarkCount'), number: true },
      ]}
      rows={remarks.map(({ what, reason, file, count }) => ({
        key: `${file} ${what} ${reason}`,
        cells: [what, reason, file, countOf(count)],
      }))}
    />
  );
}

function Conversations({ conversations }: { conversations: ImportReport['conversations'] }) {
  return (
    <Table
      label={t('imports.conversations')}
      columns={[
        { label: t('imports.conversation') },
        { label: t('imports.found'), number: true },
        { label: t('imports.added'), number: true },
      ]}
      rows={conversations.map(({ name, found, added }) => ({
        key: name,
        cells: [name, countOf(found), countOf(added)],
      }))}
    />
  );
}

/** What the file held, what was brought in, and each thing that was not, with its reason. */
export function ImportReportView({ report }: { report: ImportReport }) {
  return (
    <>
      <Counts report={report} />
      <p>{t('imports.messagesReported', { count: report.messagesReported })}</p>
      <Section title={t('imports.remarks')}>
        <Remarks remarks={report.remarks} />
      </Section>
      <Section title={t('imports.conversations')}>
        <Conversations conversations={report.conversations} />
      </Section>
    </>
  );
}
