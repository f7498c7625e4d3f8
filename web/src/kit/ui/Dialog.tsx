import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { t } from '../text/t.ts';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { ProblemNote } from './Problem.tsx';
import './dialog.css';

interface DialogProps {
  title: string;
  /** Escape, the close button, or a press outside. */
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

/** Open while it is rendered. The native dialog keeps the focus inside and gives it back to where it came from. */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Before it leaves the page, not after: only a dialog that is still there gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        // It closes this dialog, not also the panel that it was opened from.
        if (event.key === 'Escape') event.stopPropagation();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <IconButton label={t('kit.close')} icon={<X />} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}

interface ConfirmDialogProps {
  title: string;
  /** What will happen and what stays, in words. */
  children: ReactNode;
  /** What the button does: 'Remove Rhys', never 'OK'. */
  action: string;
  danger?: boolean;
  busy: boolean;
  failure: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog({
  title,
  children,
  action,
  danger = false,
  busy,
  failure,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-words">{children}</div>
      <ProblemNote words={failure} />
      <footer className="button-row">
        <Button tone={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
          {action}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
      </footer>
    </Dialog>
  );
}
