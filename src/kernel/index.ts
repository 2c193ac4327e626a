export { members, referencePair, referenceParameters } from './reference';
export { differences4 } from './differences';
export { columnsForward } from './columns-forward';
export { columnsBackward } from './columns-backward';
export { rowsForward } from './rows-forward';
export { rowsBackward } from './rows-backward';

/** From here on, memory is free. */
export const heapBase: usize = __heap_base;
export { differencePairwise } from './pairwise';
