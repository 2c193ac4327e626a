import { readBareTable } from './bare';
import type { Finding } from './finding';
import { readJuliaPrint } from './julia';
import type { Lines } from './lines';
import { readMatlabPrint } from './matlab';
import { readPipeTable } from './pipes';
import { readRPrint } from './r';
import { refuseUnread } from './unread';

/** What a reader found, and the line after it. */
export interface Print {
  readonly finding: Finding;
  readonly end: number;
}

/**
 * Reads the print that begins on a line outside of any brackets; null, quickly, where none of its kind does.
 *
 * To add the prints of another language, write such a function in a file of its own and list it below, before the bare
 * table, which takes whatever lines of numbers are left. `captionAbove` finds a name on the line before, `Grid`
 * collects the numbers of a table with their places. What is clearly a print but cannot be read for certain is a
 * finding with a failure, so that it is refused and not passed over.
 */
export type PrintReader = (lines: Lines, line: number) => Print | null;

export const PRINT_READERS: readonly PrintReader[] = [
  readRPrint,
  readMatlabPrint,
  readJuliaPrint,
  refuseUnread,
  readPipeTable,
  readBareTable,
];
