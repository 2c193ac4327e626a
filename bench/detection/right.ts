import { backward, type Code, type Formulas } from './code';
import { kept, sum, type Column, type Each } from './column';

/** Right code in the ways in which people write it; whatever flags one of these gives a false alarm. */
export const rightCode: readonly Code[] = [
  variant('right-closed', 'closed form, N first, one division', {}),
  variant('right-inverse', 'closed form, times 1/std and 1/N', {
    dx: ({ N, g, xhat, std, S0, S1 }) => {
      const inverse = 1 / std;
      return (i) => (1 / N) * inverse * (N * g(i) - S0 - xhat(i) * S1);
    },
    dgamma: ({ N, dout, centred, std }) => sum(N, (i) => dout(i) * (centred(i) * (1 / std))),
  }),
  variant('right-means', 'closed form with means for sums', {
    dx:
      ({ N, g, xhat, std, S0, S1 }) =>
      (i) =>
        (g(i) - S0 / N - xhat(i) * (S1 / N)) / std,
  }),
  variant('right-gamma-outside', 'closed form over dout, times gamma at the end', {
    dx: ({ N, gamma, dout, xhat, std }) => {
      const sums = [sum(N, dout), sum(N, (i) => dout(i) * xhat(i))] as const;
      return (i) => (gamma / (N * std)) * (N * dout(i) - sums[0] - xhat(i) * sums[1]);
    },
  }),
  variant('right-paper', "the paper's dvar and dmean, with the term that is 0", {
    dx: ({ N, g, centred, variance, eps }) => {
      const inverse = 1 / Math.sqrt(variance + eps);
      const dvar = sum(N, (i) => g(i) * centred(i)) * -0.5 * (variance + eps) ** -1.5;
      const dmean = -sum(N, g) * inverse + (dvar * sum(N, (i) => -2 * centred(i))) / N;
      return (i) => g(i) * inverse + (dvar * 2 * centred(i)) / N + dmean / N;
    },
  }),
  variant('right-graph', 'the computational graph, node by node', {
    dx: ({ N, g, centred, std }) => {
      const dinverse = sum(N, (i) => g(i) * centred(i));
      const dstd = (-1 / std ** 2) * dinverse;
      const dvar = (0.5 / std) * dstd;
      const dcentred = kept(N, (i) => g(i) / std + 2 * centred(i) * (dvar / N));
      const dmean = -sum(N, dcentred);
      return (i) => dcentred(i) + dmean / N;
    },
  }),
  variant('right-two-stage', 'x centred twice before its variance is taken', {
    dx: (column) => {
      const { N, g } = column;
      const { xhat, std } = twiceCentred(column);
      const S1 = sum(N, (i) => g(i) * xhat(i));
      return (i) => (N * g(i) - column.S0 - xhat(i) * S1) / (N * std);
    },
    dgamma: (column) => {
      const { xhat } = twiceCentred(column);
      return sum(column.N, (i) => column.dout(i) * xhat(i));
    },
  }),
  variant('right-projection', 'g centred first, then made orthogonal to x̂', {
    dx: ({ N, g, xhat, std, S0 }) => {
      const flat = kept(N, (i) => g(i) - S0 / N);
      const along = sum(N, (i) => flat(i) * xhat(i)) / N;
      return (i) => (flat(i) - xhat(i) * along) / std;
    },
    dgamma: ({ N, dout, centred, std }) => sum(N, (i) => dout(i) * centred(i)) / std,
  }),
];

function variant(id: string, about: string, formulas: Partial<Formulas>): Code {
  return { id, about, source: 'right', causes: [], backward: backward(formulas) };
}

function twiceCentred({ N, centred, eps }: Column): { readonly xhat: Each; readonly std: number } {
  const rest = sum(N, centred) / N;
  const variance = sum(N, (i) => (centred(i) - rest) ** 2) / N;
  const std = Math.sqrt(variance + eps);
  return { xhat: (i) => (centred(i) - rest) / std, std };
}
