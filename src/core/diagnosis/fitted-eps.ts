import type { Expression } from '../layer/expression';
import type { Workspace } from '../layer/workspace';
import { formatNumber } from '../tensor/format';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';
import type { Fit } from './fit';
import { epsMessage, givenEps, withEps } from './mistakes/eps';
import { explainedByFactor } from './proportions';

/** Between these an eps is sought. */
const [least, most] = [1e-14, 0.3];

/** Steps of Gauss and Newton, and the relative step of eps that gives their derivative. */
const steps = 12;
const nudge = 1e-4;

/** How many elements it is sought on. */
const sought = 256;

/** An output, or some elements of it, and what another eps makes of them. */
interface Search {
  readonly value: Float64Array;
  readonly weights: Float64Array;
  readonly made: (eps: number) => Float64Array;
}

/** The eps that explains an output, whatever its value; null where none does, or where a mere factor does as well. */
export function fittedEps(suspect: Suspect, given: Case, fit: Fit, workspace: Workspace): Finding | null {
  if (givenEps(given) === null) return null;
  const expressionOf = (eps: number): Expression | null => withEps(suspect.output, eps);
  const search = searchOf(suspect, fit, expressionOf, workspace);
  let eps = start(search);
  for (let step = 0; step < steps; step++) eps = improved(eps, search);
  const expression = expressionOf(eps);
  if (expression === null || fit.explains({ expected: workspace.value(expression) }, 1) === null) return null;
  if (explainedByFactor(suspect, fit)) return null;
  return { id: 'other-eps', message: epsMessage(formatNumber(eps, 3), given), terms: null };
}

/** Elements all over an output: steps of the golden ratio stay in no column. */
function searchOf(
  { output, value }: Suspect,
  fit: Fit,
  expressionOf: (eps: number) => Expression | null,
  workspace: Workspace,
): Search {
  const isWhole = output === 'dgamma' || value.length <= sought;
  const positions = Array.from({ length: isWhole ? value.length : sought }, (_, k) =>
    isWhole ? k : Math.floor(((k * 0.6180339887498949) % 1) * value.length),
  );
  return {
    value: Float64Array.from(positions, (i) => value[i]!),
    weights: Float64Array.from(positions, (i) => 1 / fit.allowed(i)),
    made: (eps) => {
      const expression = expressionOf(eps);
      if (expression === null) return new Float64Array(positions.length);
      return isWhole ? workspace.value(expression) : workspace.valuesAt(expression, positions);
    },
  };
}

/** The power of ten that comes nearest. */
function start({ value, weights, made }: Search): number {
  let [best, nearest] = [least, Infinity];
  for (let eps = least; eps <= most; eps *= 10) {
    const expected = made(eps);
    const distance = value.reduce((sum, v, i) => sum + ((v - expected[i]!) * weights[i]!) ** 2, 0);
    if (distance < nearest) [best, nearest] = [eps, distance];
  }
  return best;
}

/** One step of least squares in the logarithm of eps. */
function improved(eps: number, { value, weights, made }: Search): number {
  const here = made(eps);
  const there = made(eps * (1 + nudge));
  let along = 0;
  let squares = 0;
  for (let i = 0; i < value.length; i++) {
    const slope = ((there[i]! - here[i]!) / nudge) * weights[i]!;
    along += (value[i]! - here[i]!) * weights[i]! * slope;
    squares += slope * slope;
  }
  if (!(squares > 0 && squares < Infinity)) return eps;
  const change = Math.max(-1, Math.min(1, along / squares));
  return Math.max(least, Math.min(most, eps * Math.exp(change)));
}
