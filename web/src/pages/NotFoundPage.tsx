import { t } from '../kit/text/t.ts';
import { ButtonLink } from '../kit/ui/Button.tsx';
import { Page } from '../kit/ui/page/Page.tsx';

/** Also for what exists and is not this person's to see: the two must not differ. */
export function NotFoundPage() {
  return (
    <Page title={t('frame.notFound')}>
      <div className="not-found">
        <p>{t('frame.notFoundWords')}</p>
        <ButtonLink href="/" tone="primary">
          {t('frame.goHome')}
        </ButtonLink>
      </div>
    </Page>
  );
}
