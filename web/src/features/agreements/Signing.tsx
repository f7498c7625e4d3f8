import { type Agreement, type AgreementVersion, signAgreement } from '@footbridge/contract/agreements.ts';
import { Check } from 'lucide-react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { ChangedLines, Lines } from './Lines.tsx';

interface SigningProps {
  agreement: Agreement;
  onSigned: (agreement: Agreement) => void;
}

function stateInWords({ mine: { signed, toSign } }: Agreement, { version }: AgreementVersion): string | null {
  if (toSign) {
    return signed === null ? t('agreements.asked', { version }) : t('agreements.askedAgain', { version });
  }
  if (signed === null) return null;
  return signed === version
    ? t('agreements.signedByMe', { version })
    : t('agreements.told', { version, signed });
}

/** The newest version, what changed since I signed, my signature, and everybody's. */
export function Signing({ agreement, onSigned }: SigningProps) {
  const call = useCall();
  const { versions, mine } = agreement;
  const [newest] = versions;
  const sign = useAction(async (version: number) =>
    onSigned(await call(signAgreement, { params: { agreementId: agreement.id }, body: { version } })),
  );
  if (!newest) return null;
  const before = versions.find(({ version }) => version === mine.signed && version !== newest.version);
  const words = stateInWords(agreement, newest);
  const maySign = mine.mayChange && mine.signed !== newest.version;
  return (
    <>
      {words !== null && (
        <p className={mine.toSign ? 'agreement-state asked' : 'agreement-state'} role="status">
          {words}
        </p>
      )}
      {before && (
        <Section title={t('agreements.changed', { version: before.version })}>
          <ChangedLines before={before.text} after={newest.text} />
        </Section>
      )}
      <Section title={t('agreements.version', { version: newest.version })}>
        <Lines text={newest.text} />
      </Section>
      {maySign && (
        <div className="agreement-sign">
          <ProblemNote words={sign.failure} />
          <div className="button-row">
            <Button
              tone={mine.toSign ? 'primary' : 'plain'}
              busy={sign.busy}
              onClick={() => void sign.run(newest.version)}
            >
              {t(mine.toSign ? 'agreements.sign' : 'agreements.signToo', { version: newest.version })}
            </Button>
          </div>
          <p className="soft small">{t('agreements.signWords')}</p>
        </div>
      )}
      <Signatures agreement={agreement} />
    </>
  );
}

function Signatures({ agreement: { signatures } }: { agreement: Agreement }) {
  const now = useNow();
  return (
    <Section title={t('agreements.signatures')}>
      {signatures.length === 0 ? (
        <p className="soft">{t('agreements.noSignatures')}</p>
      ) : (
        <ul className="agreement-signatures">
          {signatures.map(({ person, version, signedAt }) => (
            <li key={`${person.id} ${version}`}>
              <Face name={person.name} hue={person.organisation.hue} size="small" />
              <PersonName person={person} short link />
              <span className="soft small">
                {t('agreements.signedWhen', { version, when: dayAndTime(signedAt, now) })}
              </span>
              <Check aria-hidden="true" />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
