import type { Suggestion } from '@footbridge/contract/home.ts';
import { refuseSuggestion } from '@footbridge/contract/steps.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { NameIn } from './NameIn.tsx';
import './together.css';

const NAME = '{name}';

interface SuggestionCardProps {
  suggestion: Suggestion;
  /** Said no to it: nobody is told, and nothing else takes its place today. */
  onRefused: () => void;
}

/** One small next step and the reason for it as a sentence that the reader can check. */
export function SuggestionCard({ suggestion, onRefused }: SuggestionCardProps) {
  const { kind, with: person, because, href } = suggestion;
  const call = useCall();
  const refuse = useAction(async () => {
    await call(refuseSuggestion, { body: { personId: person.id } });
    onRefused();
  });
  return (
    <div className="suggestion">
      <p>
        <b>
          <NameIn words={t(`together.${kind}`, { name: NAME })} placeholder={NAME} person={person} link />
        </b>
      </p>
      <p>{t(`together.${kind}Because`, { name: person.name, because: because?.title ?? '' })}</p>
      <p className="soft small">{t('together.free')}</p>
      <div className="button-row">
        <ButtonLink href={href} tone="primary">
          {t(`together.${kind}Do`)}
        </ButtonLink>
        <Button tone="quiet" busy={refuse.busy} onClick={() => void refuse.run()}>
          {t('together.notNow')}
        </Button>
      </div>
      <ProblemNote words={refuse.failure} />
    </div>
  );
}
