import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '../../text/t.ts';
import { IconButton } from '../IconButton.tsx';
import { NARROW, useMedia } from './useMedia.ts';
import './panel.css';

/** What has the focus, and what around it can take it: a button that is drawn only while one is at it is gone when the panel closes. */
function chainOf(focused: Element | null): HTMLElement[] {
  const chain: HTMLElement[] = [];
  for (let one = focused; one instanceof HTMLElement && one !== document.body; one = one.parentElement) {
    if (one === focused || one.hasAttribute('tabindex')) chain.push(one);
  }
  return chain;
}

interface SidePanelProps {
  title: string;
  /** One line below the title. */
  subtitle?: ReactNode;
  onClose: () => void;
  /** What scrolls is up to the content; `padded` makes an ordinary reading column. */
  padded?: boolean;
  children: ReactNode;
}

/**
 * What stands beside the main column: it pushes where there is room and covers where there is none. Its heading takes the focus
 * when it opens, Escape closes it, and the focus goes back to what had it.
 */
export function SidePanel({ title, subtitle, onClose, padded = false, children }: SidePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const coversAll = useMedia(NARROW);

  useEffect(() => {
    const beside = heading.current
      ?.closest('aside')
      ?.parentElement?.querySelector<HTMLElement>(':scope > main');
    if (!coversAll || !beside) return undefined;
    // What is hidden below must not be walked through by Tab or read out.
    beside.inert = true;
    return () => {
      beside.inert = false;
    };
  }, [coversAll]);

  // After the one above: what is inert takes no focus back.
  useEffect(() => {
    const before = chainOf(document.activeElement);
    heading.current?.focus({ preventScroll: true });
    return () => before.find(({ isConnected }) => isConnected)?.focus({ preventScroll: true });
  }, []);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape from anything inside closes the panel
    <aside
      className="panel"
      aria-labelledby={titleId}
      data-region
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className="panel-head">
        <div>
          <h2 ref={heading} id={titleId} tabIndex={-1}>
            {title}
          </h2>
          {subtitle && <p className="soft small">{subtitle}</p>}
        </div>
        <IconButton label={t('kit.close')} icon={<X />} onClick={onClose} />
      </header>
      {padded ? <div className="panel-body">{children}</div> : children}
    </aside>
  );
}
