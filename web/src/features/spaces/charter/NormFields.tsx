import type { Norms } from '@footbridge/contract/spaces.ts';
import { t } from '../../../kit/text/t.ts';
import { TextArea } from '../../../kit/ui/form/Field.tsx';

/** How people work together in a space, to be filled in; `normsFrom` reads it. */
export function NormFields({ norms }: { norms: Norms }) {
  return (
    <>
      <TextArea
        label={t('charter.norms')}
        hint={t('charter.normsHint')}
        name="norms"
        maxLength={8000}
        rows={4}
        defaultValue={norms.norms}
      />
      <TextArea
        label={t('charter.channels')}
        hint={t('charter.channelsHint')}
        name="channels"
        maxLength={2000}
        rows={2}
        defaultValue={norms.channels}
      />
      <TextArea
        label={t('charter.answerTimes')}
        hint={t('charter.answerTimesHint')}
        name="answerTimes"
        maxLength={1000}
        rows={2}
        defaultValue={norms.answerTimes}
      />
      <TextArea
        label={t('charter.conflicts')}
        hint={t('charter.conflictsHint')}
        name="conflicts"
        maxLength={2000}
        rows={2}
        defaultValue={norms.conflicts}
      />
    </>
  );
}
