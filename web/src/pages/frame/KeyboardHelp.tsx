import { useState } from 'react';
import { t } from '../../kit/text/t.ts';
import { Dialog } from '../../kit/ui/Dialog.tsx';
import { TextField } from '../../kit/ui/form/Field.tsx';

const KEYS = (): [keys: string[], does: string][] => [
  [['Ctrl', 'K'], t('frame.keySearch')],
  [['F6'], t('frame.keyRegions')],
  [['Shift', 'F6'], t('frame.keyRegionsBack')],
  [['Esc'], t('frame.keyClose')],
  [['Enter'], t('frame.keySend')],
  [['Shift', 'Enter'], t('frame.keyBreak')],
  [['↑'], t('frame.keyEditLast')],
  [['?'], t('frame.keyHelp')],
];

/** Every key there is, with a filter. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = KEYS().filter(([keys, does]) => `${keys.join(' ')} ${does}`.toLowerCase().includes(wanted));
  return (
    <Dialog title={t('frame.keys')} onClose={onClose}>
      <TextField
        label={t('frame.keysFind')}
        type="search"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <dl className="keys">
        {shown.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 && <p className="soft">{t('frame.keysNone')}</p>}
    </Dialog>
  );
}
