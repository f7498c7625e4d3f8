import { Component, type ErrorInfo, type ReactNode } from 'react';
import { t } from '../kit/text/t.ts';
import { Button } from '../kit/ui/Button.tsx';
import { PublicPage } from './public/PublicPage.tsx';

interface Props {
  children: ReactNode;
}

/** Stands in for a page that threw while it was drawn. React has no function for this. */
export class BrokenPage extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The browser's own report: nothing leaves this page, and whoever looks for the fault finds it in the console.
    reportError(new Error(`${error.message}${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <PublicPage title={t('frame.broken')}>
        <p>{t('frame.brokenWords')}</p>
        <div className="button-row">
          <Button tone="primary" onClick={() => window.location.reload()}>
            {t('frame.loadAgain')}
          </Button>
        </div>
      </PublicPage>
    );
  }
}
