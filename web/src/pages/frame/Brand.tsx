import { t } from '../../kit/text/t.ts';

/** A footbridge: two banks and what connects them. */
export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 28 28" aria-hidden="true">
        <path d="M2 20h24M4 20v-2.500a10 8.500 0 0 1 20 0V20M9 20v-8.500M14 20V9.500M19 20v-8.500" />
      </svg>
      {t('kit.product')}
    </span>
  );
}
