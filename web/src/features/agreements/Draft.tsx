import { type Agreement, publishAgreement } from '@footbridge/contract/agreements.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ChangedLines, Lines } from './Lines.tsx';

interface DraftProps {
  agreement: Agreement;
  onPublished: (agreement: Agreement) => void;
  /** Somebody saved another text meanwhile: `agreement` is out of date. */
  onOvertaken: () => void;
}

/** The text that is worked on, against the version there is, and making it the next one. */
export function Draft({ agreement, onPublished, onOvertaken }: DraftProps) {
  const call = useCall();
  const now = useNow();
  const { draft, versions, mine } = agreement;
  const [newest] = versions;
  const publish = useAction(async (text: FormText) => {
    try {
      const body = { material: text('weight') !== 'minor', fromRevision: draft?.revision ?? 0 };
      onPublished(await call(publishAgreement, { params: { agreementId: agreement.id }, body }));
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 409) onOvertaken();
      throw error;
    }
  });
  if (!draft) return null;
  const saved = t('agreements.draftSaved', {
    name: `${draft.savedBy.name} (${draft.savedBy.organisation.shortName})`,
    when: dayAndTime(draft.savedAt, now),
  });
  return (
    <Section title={t('agreements.draft')} hint={saved}>
      {newest ? (
        <>
          <h3 className="agreement-changed">{t('agreements.changedDraft', { version: newest.version })}</h3>
          <ChangedLines before={newest.text} after={draft.text} />
        </>
      ) : (
        <Lines text={draft.text} />
      )}
      {mine.mayPublish && (
        <Form action={publish} submit={t('agreements.publish', { version: (newest?.version ?? 0) + 1 })}>
          <p className="soft">{t('agreements.publishWords')}</p>
          {newest && (
            <ChoiceField
              legend={t('agreements.weight')}
              name="weight"
              defaultValue="material"
              options={[
                {
                  value: 'material',
                  label: t('agreements.material'),
                  hint: t('agreements.materialMeans'),
                },
                { value: 'minor', label: t('agreements.minor'), hint: t('agreements.minorMeans') },
              ]}
            />
          )}
        </Form>
      )}
      {mine.mayChange && !mine.mayPublish && (
        <p className="soft agreement-publisher">{t('agreements.stewardPublishes')}</p>
      )}
    </Section>
  );
}
