import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import './page.css';

interface Column {
  label: string;
  number?: boolean;
}

interface Row {
  key: string;
  cells: ReactNode[];
}

/** A table whose first column names the row. It scrolls sideways by itself on a narrow window, also by keyboard. */
export function Table({ label, columns, rows }: { label: string; columns: Column[]; rows: Row[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reached by keyboard (WCAG 2.1.1)
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" className={classes(column.number && 'number')}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {others.map((cell, at) => (
                <td key={columns[at + 1]?.label} className={classes(columns[at + 1]?.number && 'number')}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
