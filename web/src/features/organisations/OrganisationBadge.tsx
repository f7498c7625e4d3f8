import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import './organisations.css';

/** The square in the organisation's colour and its name, full or short: colour never stands alone. */
export function OrganisationBadge({
  organisation,
  short = false,
}: {
  organisation: OrganisationRef;
  short?: boolean;
}) {
  return (
    <span className="organisation-badge">
      <span className="organisation-square hued" style={{ '--h': organisation.hue }} aria-hidden="true" />
      {short ? <abbr title={organisation.name}>{organisation.shortName}</abbr> : organisation.name}
    </span>
  );
}
