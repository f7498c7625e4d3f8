import { SelectField } from './Field.tsx';

/** The zone of this computer. */
const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All time zones that the browser knows, and `value` even when it does not. */
export function TimeZoneField({
  label,
  name,
  value = ownTimeZone(),
}: {
  label: string;
  name: string;
  value?: string;
}) {
  const zones = [...new Set([value, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();
  return (
    <SelectField
      label={label}
      name={name}
      defaultValue={value}
      options={zones.map((zone) => [zone, zone.replaceAll('_', ' ')])}
    />
  );
}
