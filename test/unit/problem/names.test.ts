import assert from 'node:assert/strict';
import { roleOf, type Role } from '../../../src/core/problem/names';

const names: Readonly<Record<Role, readonly string[]>> = {
  x: ['x', 'X', 'input', 'inputs', 'x_in', 'inp'],
  gamma: ['gamma', 'Gamma', 'γ', 'weight', 'scale', 'bngain', 'bn_gain'],
  beta: ['beta', 'β', 'bias', 'bnbias'],
  dout: ['dout', 'd_out', 'dy', 'dL_dy', 'dLdy', 'grad_out', 'gradOutput', 'grad_output', 'upstream'],
  running_mean: ['running_mean', 'runningMean', 'moving_mean'],
  running_var: ['running_var', 'running_variance', 'moving_variance'],
  y: ['y', 'out', 'output'],
  dx: ['dx', 'dX', 'd_x', 'dL_dx', 'grad_x', 'x.grad', 'x_grad', 'grad_input', 'dx_alt'],
  dgamma: ['dgamma', 'd_gamma', 'dL_dgamma', 'grad_gamma', 'weight.grad', 'dweight', 'grad_weight', 'dγ'],
  dbeta: ['dbeta', 'dBeta', 'dL_dbeta', 'bias.grad', 'grad_bias', 'dβ'],
  mask: ['mask', 'dropout_mask', 'drop_mask'],
  eps: ['eps', 'EPS', 'epsilon', 'ε'],
  p: ['p', 'keep_prob', 'keepProb', 'keep_ratio', 'dropout_keep_ratio', 'p_keep'],
};

describe('roleOf', () => {
  for (const [role, known] of Object.entries(names)) {
    it(`takes ${known.join(', ')} for ${role}`, () => {
      for (const name of known) assert.equal(roleOf(name), role, name);
    });
  }

  it('knows no role for other names', () => {
    for (const name of [
      '',
      'dxhat',
      'mu',
      'var',
      'xs',
      'data',
      'constructor',
      '__proto__',
      'toString',
      'dxx',
      'momentum',
    ]) {
      assert.equal(roleOf(name), null, name);
    }
  });
});
