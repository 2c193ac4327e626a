import type { Workspace } from '../layer/workspace';
import type { OutputName } from '../problem/problem';
import type { Finding } from './diagnose';
import { evidence, type Case, type Suspect } from './evidence';
import type { Fit } from './fit';
import { dxMistakes } from './mistakes/dx';
import { epsFinding, otherEps } from './mistakes/eps';
import type { Mistake } from './mistakes/mistake';
import { outputMistakes } from './mistakes/output';
import { dbetaMistakes, dgammaMistakes } from './mistakes/parameters';

/** Two formulas whose misfits are nearer than this come to the same on the data. */
const same = 0.01;

/** How many elements a formula is tried on before it is evaluated whole. */
const tried = 64;

const catalogue: Readonly<Record<OutputName, readonly Mistake[]>> = {
  y: outputMistakes,
  dx: dxMistakes,
  dgamma: dgammaMistakes,
  dbeta: dbetaMistakes,
};

/** A mistake that explains an output, and how well. */
export interface Found {
  readonly mistake: Mistake;
  readonly misfit: number;
}

/** The mistake that leads to the numbers; null where none does. Of several that differ, none is named. */
export function knownMistake(suspect: Suspect, given: Case, fit: Fit, workspace: Workspace): Finding | null {
  const mistakes = catalogue[suspect.output];
  const zeros = mistakes.find(({ id }) => id === 'zeros');
  if (zeros && suspect.value.every((value) => value === 0)) return zeros;
  const ofEps = otherEps(suspect.output, given);
  const all = explaining([...ofEps, ...mistakes], suspect, given, fit, workspace);
  const eps = all.filter(({ mistake }) => ofEps.includes(mistake));
  const found = all.slice(eps.length);
  const [first] = all;
  if (first === undefined) return null;
  const differs = found.some(
    ({ mistake, misfit }) =>
      mistake.id !== first.mistake.id &&
      (eps.length === 0 || mistake.id !== 'eps-dropped') &&
      Math.abs(misfit - first.misfit) > same,
  );
  if (!differs) return eps.length > 0 ? epsFinding(eps, found, given) : first.mistake;
  const message = `The values of ${suspect.output} fit several of the mistakes that we know, and the data does not tell which.`;
  return { id: 'unknown', message, terms: null };
}

/** Those of some mistakes that explain an output. */
function explaining(
  mistakes: readonly Mistake[],
  suspect: Suspect,
  given: Case,
  fit: Fit,
  workspace: Workspace,
): Found[] {
  const setting = given.values.running ? 'constant' : 'moving';
  // How a formula moves with the rounding of the mean, which is large where x stands far from 0.
  let shifted: Workspace | null = null;
  const rounding = ({ expression }: Mistake): Float64Array => {
    shifted ??= evidence(given, meanRounding(given, fit));
    return shifted.value(expression);
  };
  const mayBe = sample(suspect, fit, workspace);
  const found = mistakes.flatMap((mistake) => {
    if (mistake.setting !== 'any' && mistake.setting !== setting) return [];
    if (!(mistake.layers?.includes(given.form.layer) ?? true)) return [];
    if (!mayBe(mistake)) return [];
    const expected = workspace.value(mistake.expression);
    const made = { expected, moved: rounding(mistake) };
    const steady = fit.explains({ ...made, isSteady: true });
    const misfit = steady ?? fit.explains(made);
    return misfit === null ? [] : [{ mistake, misfit, isSteady: steady !== null }];
  });
  // What fits within less rounding is the nearer explanation.
  return found.some(({ isSteady }) => isSteady) ? found.filter(({ isSteady }) => isSteady) : found;
}

/** Whether a mistake may explain an output, by a few elements in equal strides: most are ruled out at once. */
function sample({ value }: Suspect, fit: Fit, workspace: Workspace): (mistake: Mistake) => boolean {
  const stride = Math.ceil(value.length / tried);
  const positions = Array.from({ length: Math.ceil(value.length / stride) }, (_, k) => k * stride);
  // Values as large as these may be off by more than the rounding of the mean, in proportion.
  const most = value.reduce((largest, v) => Math.max(largest, 1e-3 * Math.abs(v)), 0);
  return ({ expression }) => {
    if (expression.reduce !== 'none') return true;
    const expected = workspace.valuesAt(expression, positions);
    return positions.every((i, k) => {
      const distance = Math.abs(value[i]! - expected[k]!);
      return distance <= fit.allowed(i) || distance <= most;
    });
  };
}

/** How far the mean of each group may be off in plain code. */
function meanRounding({ layout, values: { x, centred, running, eps } }: Case, { unit }: Fit): Float64Array {
  const shift = new Float64Array(eps.length);
  if (centred && running === null) {
    layout.groupOf.forEach((group, i) => (shift[group]! += unit * Math.abs(x[i]!)));
  }
  return shift;
}
