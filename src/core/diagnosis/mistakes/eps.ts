import { each, sum, type Expression, type Values } from '../../layer/expression';
import type { OutputName } from '../../problem/problem';
import { formatNumber } from '../../tensor/format';
import type { Finding } from '../diagnose';
import type { Case } from '../evidence';
import type { Mistake } from './mistake';

/** What people write for eps. */
const usual = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12, 0];

/** The whole layer with another eps, forward and backward: for each usual value but the given one. */
export function otherEps(output: OutputName, given: Case): readonly Mistake[] {
  const due = givenEps(given);
  if (due === null) return [];
  return usual
    .filter((eps) => Math.abs(eps - due) > 1e-6 * due)
    .flatMap((eps) => {
      const expression = withEps(output, eps);
      if (expression === null) return [];
      const id = eps === 0 ? 'eps-dropped' : 'other-eps';
      const message = epsMessage(formatNumber(eps), given);
      return [{ id, setting: 'any', message, terms: null, expression }];
    });
}

/** The eps of all groups; null where it is measured in units, so that no usual value is to be expected. */
export function givenEps({ values: { eps } }: Case): number | null {
  const [first = 0] = eps;
  return eps.every((other) => other === first) && (first === 0 || (first > 1e-30 && first < 1e3))
    ? first
    : null;
}

/** `It fits eps = 0.001 where 1e-5 is given.` */
export function epsMessage(eps: string, given: Case): string {
  return `It fits eps = ${eps} where ${formatNumber(givenEps(given) ?? NaN)} is given.`;
}

/** What to say of one usual eps that explains an output, or of several, between which the digits do not tell. */
export function epsFinding(
  fitting: readonly { readonly mistake: Mistake; readonly misfit: number }[],
  known: readonly { readonly mistake: Mistake }[],
  given: Case,
): Finding {
  const best = fitting.reduce((a, b) => (b.misfit < a.misfit ? b : a)).mistake;
  const dropped = fitting.some(({ mistake }) => mistake.id === 'eps-dropped');
  if (!dropped) return best;
  const inKnown = known.find(({ mistake }) => mistake.id === 'eps-dropped')?.mistake;
  if (fitting.length === 1) return inKnown ?? best;
  const due = formatNumber(givenEps(given) ?? NaN);
  const message = `It fits eps = 0, or any that is far smaller than the ${due} that is given.`;
  return { id: 'eps-dropped', message, terms: null };
}

/** The right formula of an output with another eps; null for dbeta, which has none in it. */
export function withEps(output: OutputName, eps: number): Expression | null {
  /** By how much x̂ is larger with it. */
  const ratio =
    ({ std, var: variance }: Values) =>
    (i: number): number =>
      std(i) / Math.sqrt(variance(i) + eps);
  switch (output) {
    case 'y':
      return each('element', (values) => {
        const { gamma, xhat, beta } = values;
        const r = ratio(values);
        return (i) => gamma(i) * r(i) * xhat(i) + beta(i);
      });
    case 'dx':
      return each('element', (values) => {
        const { N, dxhat, S0, S1, xhat, std } = values;
        const r = ratio(values);
        return (i) => (r(i) * (N * dxhat(i) - S0(i) - r(i) ** 2 * xhat(i) * S1(i))) / (N * std(i));
      });
    case 'dgamma':
      return sum('parameter', (values) => {
        const { dout, xhat } = values;
        const r = ratio(values);
        return (i) => dout(i) * r(i) * xhat(i);
      });
    case 'dbeta':
      return null;
  }
}
