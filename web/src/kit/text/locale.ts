/** The language of the catalogue, and the customs by which dates, numbers and lists are written. */
export const LOCALE = 'en-GB';
