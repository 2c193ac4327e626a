import { right, wrongDx, type Code } from '../code';
import { sum } from '../column';

/** The right numbers in the wrong place: gamma where it does not belong, the wrong axis, some elements alone. */
export const placeMistakes: readonly Code[] = [
  wrongDx('gamma-missing', 'gamma missing in dx', 'A6', ['gamma-missing'], ({ N, dout, xhat, std }) => {
    const S0 = sum(N, dout);
    const S1 = sum(N, (i) => dout(i) * xhat(i));
    return (i) => (N * dout(i) - S0 - xhat(i) * S1) / (N * std);
  }),
  wrongDx(
    'gamma-direct-missing',
    'gamma missing in the direct term',
    'A7',
    ['gamma-missing-in-direct-term'],
    (column) => {
      const { N, dout, xhat, std, S0, S1 } = column;
      return (i) => (N * dout(i) - S0 - xhat(i) * S1) / (N * std);
    },
  ),
  wrongDx(
    'gamma-sums-missing',
    'gamma missing in both sums',
    'A7',
    ['gamma-missing-in-sums'],
    ({ N, g, dout, xhat, std }) => {
      const S0 = sum(N, dout);
      const S1 = sum(N, (i) => dout(i) * xhat(i));
      return (i) => (N * g(i) - S0 - xhat(i) * S1) / (N * std);
    },
  ),
  wrongDx('g-twice', 'dx multiplied by g once more', 'A19', ['chain-rule-twice'], (column, all) => {
    const dx = right.dx(column, all);
    return (i) => dx(i) * column.g(i);
  }),
  wrongDx(
    'wrong-axis',
    'sums over the features of a row',
    'A20',
    ['wrong-axis'],
    ({ N, D, g, xhat, std }, all) =>
      (i) => {
        const S0 = sum(D, (j) => all[j]!.g(i));
        const S1 = sum(D, (j) => all[j]!.g(i) * all[j]!.xhat(i));
        return (N * g(i) - S0 - xhat(i) * S1) / (N * std);
      },
  ),
  wrongDx('no-axis', 'sums over all elements', 'A20', ['sums-over-all'], ({ N, D, g, xhat, std }, all) => {
    const S0 = sum(D, (j) => all[j]!.S0);
    const S1 = sum(D, (j) => all[j]!.S1);
    return (i) => (N * g(i) - S0 - xhat(i) * S1) / (N * std);
  }),
  wrongDx(
    'rows-swapped',
    'first two rows of dx swapped',
    'planted',
    ['reordered', 'local-error'],
    (column, all) => {
      const dx = right.dx(column, all);
      return (i) => dx(i < 2 ? 1 - i : i);
    },
  ),
  wrongDx('one-element', 'one element 1 % wrong', 'checkers 3', ['local-error'], (column, all) => {
    const { N, D, j } = column;
    const dx = right.dx(column, all);
    return (i) => (i === N >> 1 && j === D >> 1 ? 1.01 * dx(i) : dx(i));
  }),
];
