import type { Offer, OfferAudience } from '@footbridge/contract/offers.ts';
import { STAKE_LEVELS, type TimeStake } from '@footbridge/contract/steps/stakes.ts';
import { t } from '../../kit/text/t.ts';
import { SelectField, TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import type { FormText } from '../../kit/ui/form/Form.tsx';

const AUDIENCES = [
  ['sharedSpaces', 'offers.audienceSharedSpaces'],
  ['organisation', 'offers.audienceOrganisation'],
  ['everyone', 'offers.audienceEveryone'],
] as const satisfies [OfferAudience, string][];

export const audienceInWords = (audience: OfferAudience): string =>
  t(AUDIENCES.find(([one]) => one === audience)?.[1] ?? 'offers.audienceSharedSpaces');

export const offerFrom = (text: FormText) => ({
  text: text('text'),
  details: text('details'),
  size: text('size') as TimeStake,
  audience: text('audience') as OfferAudience,
});

/** @param guest sees and is seen in shared spaces only */
export function OfferFields({ offer, guest }: { offer?: Offer; guest: boolean }) {
  return (
    <>
      <TextField
        label={t('offers.text')}
        hint={t('offers.textHint')}
        name="text"
        required
        maxLength={140}
        defaultValue={offer?.text}
      />
      <TextArea
        label={t('offers.details')}
        name="details"
        rows={2}
        maxLength={500}
        defaultValue={offer?.details}
      />
      <div className="offer-grid">
        <SelectField
          label={t('offers.size')}
          name="size"
          defaultValue={offer?.size ?? 'hour'}
          options={STAKE_LEVELS.time.map((size) => [size, t(`steps.${size}`)] as const)}
        />
        <SelectField
          label={t('offers.audience')}
          hint={t('offers.audienceEveryoneMeans')}
          name="audience"
          defaultValue={offer?.mine?.audience ?? 'sharedSpaces'}
          options={AUDIENCES.filter(([audience]) => !guest || audience === 'sharedSpaces').map(
            ([audience, words]) => [audience, t(words)] as const,
          )}
        />
      </div>
    </>
  );
}
