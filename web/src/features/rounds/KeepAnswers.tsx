import type { Round, RoundAnswer } from '@footbridge/contract/rounds.ts';
import { Download, Printer } from 'lucide-react';
import { t } from '../../kit/text/t.ts';
import { dayKey } from '../../kit/time/format.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { roundInCsv, roundInMarkdown } from './rules.ts';

/** Gives the browser a file to save. It holds what stands on the page, so that it can show no more than the page does. */
function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Excel reads UTF-8 only after this mark. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/** Print and save, for those who may read the answers. */
export function KeepAnswers({ round, answers }: { round: Round; answers: RoundAnswer[] }) {
  const name = `${t('rounds.fileName')}-${dayKey(round.openedAt)}`;
  return (
    <div className="button-row keep-answers" role="group" aria-label={t('rounds.keep')}>
      <Button onClick={() => window.print()}>
        <Printer aria-hidden="true" />
        {t('rounds.print')}
      </Button>
      <Button
        onClick={() => saveFile(`${name}.md`, 'text/markdown', roundInMarkdown(round.question, answers))}
      >
        <Download aria-hidden="true" />
        {t('rounds.saveMarkdown')}
      </Button>
      <Button onClick={() => saveFile(`${name}.csv`, 'text/csv', BYTE_ORDER_MARK + roundInCsv(answers))}>
        <Download aria-hidden="true" />
        {t('rounds.saveCsv')}
      </Button>
    </div>
  );
}
