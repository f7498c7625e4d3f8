import { useState } from 'react';
import { t } from '../../../kit/text/t.ts';
import { daysInWords } from '../../../kit/time/duration.ts';
import { CheckField } from '../../../kit/ui/form/Choice.tsx';
import { SelectField, TextArea, TextField } from '../../../kit/ui/form/Field.tsx';
import { NormFields } from './NormFields.tsx';
import { KEPT_TERMS, type CharterDraft } from './rules.ts';

const keptChoice = (keptDays: number | null): string => {
  if (keptDays === null) return 'open';
  return KEPT_TERMS.some((term) => term === keptDays) ? String(keptDays) : 'days';
};

/** What a charter says, to be filled in; `charterFrom` reads it. */
export function CharterFields({ charter }: { charter: CharterDraft }) {
  const [kept, setKept] = useState(keptChoice(charter.keptDays));
  return (
    <>
      <TextArea
        label={t('charter.purpose')}
        hint={t('charter.purposeHint')}
        name="purpose"
        maxLength={2000}
        rows={3}
        defaultValue={charter.purpose}
      />
      <NormFields norms={charter} />
      <SelectField
        label={t('charter.kept')}
        name="kept"
        value={kept}
        onChange={(event) => setKept(event.target.value)}
        options={[
          ['open', t('charter.keptOpen')],
          ...KEPT_TERMS.map((term) => [String(term), daysInWords(term)] as const),
          ['days', t('charter.keptDays')],
        ]}
      />
      {kept === 'days' && (
        <TextField
          label={t('charter.keptDays')}
          name="keptDays"
          type="number"
          required
          min={1}
          max={36_500}
          defaultValue={charter.keptDays ?? 30}
        />
      )}
      <CheckField
        label={t('charter.disclosable')}
        hint={t('charter.disclosableHint')}
        name="disclosable"
        defaultChecked={charter.disclosable}
      />
    </>
  );
}
