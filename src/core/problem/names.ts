import type { InputName, OutputName } from './problem';

/** What a named array can be in a check. */
export type Role = InputName | OutputName | 'eps' | 'p';

/** Names that people and frameworks give to each role, in lower case without underscores. */
const aliases: Readonly<Record<Role, readonly string[]>> = {
  x: ['x', 'input', 'inputs', 'inp', 'xin'],
  gamma: ['gamma', 'γ', 'weight', 'scale', 'bngain'],
  beta: ['beta', 'β', 'bias', 'bnbias'],
  dout: ['dout', 'dy', 'dldy', 'gradout', 'gradoutput', 'gradoutputs', 'upstream', 'gy'],
  running_mean: ['runningmean', 'movingmean'],
  running_var: ['runningvar', 'runningvariance', 'movingvar', 'movingvariance'],
  y: ['y', 'out', 'output', 'outputs'],
  dx: ['dx', 'dldx', 'gradx', 'xgrad', 'gradinput', 'dinput', 'gx', 'dxalt'],
  dgamma: ['dgamma', 'dldgamma', 'gradgamma', 'gammagrad', 'dweight', 'gradweight', 'weightgrad', 'dγ'],
  dbeta: ['dbeta', 'dldbeta', 'gradbeta', 'betagrad', 'dbias', 'gradbias', 'biasgrad', 'dβ'],
  mask: ['mask', 'dropoutmask', 'dropmask'],
  eps: ['eps', 'epsilon', 'ε'],
  p: ['p', 'keepprob', 'keepratio', 'dropoutkeepratio', 'pkeep'],
};

const roles = new Map(
  Object.entries(aliases).flatMap(([role, names]) =>
    names.map((name): [string, Role] => [name, role as Role]),
  ),
);

/** The role that a name stands for, or null: `dL_dx`, `x.grad` and `grad_x` are all dx. */
export function roleOf(name: string): Role | null {
  return roles.get(name.toLowerCase().replace(/[_.\s]/g, '')) ?? null;
}
