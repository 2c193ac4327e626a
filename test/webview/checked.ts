import type { FunctionSummary } from '../../src/protocol/messages';

/** The article's mistake in a function of the user's, with the edit that mends it. */
export const wrongFunction: FunctionSummary = {
  version: 1,
  function: 'batchnorm_backward',
  forward: 'batchnorm_forward',
  layer: 'batchnorm',
  place: { range: [0, 3], line: 33, column: 1 },
  verdict: 'disagrees',
  sentence: 'Your dx disagrees: dx[2,0] is -0.17 where -0.027 is right; 24 of 24 elements are wrong.',
  outputs: {
    y: { verdict: 'agrees', maxAbs: 3e-16, relError: 6e-16, worst: null, on: 'main' },
    dx: {
      verdict: 'disagrees',
      maxAbs: 0.154,
      relError: 1,
      worst: { index: [2, 0], yours: -0.17, exact: -0.027 },
      on: 'main',
    },
  },
  diagnosis: [
    {
      output: 'dx',
      id: 'xhat-missing-in-sum',
      message: 'x̂ is missing inside the sum of the variance term.',
      line: 40,
    },
  ],
  fix: { edits: [{ range: [30, 30], newText: ' * xhat' }], verified: true },
  changes: [
    {
      line: 40,
      before: '    dx = N * g - g.sum(axis=0) - xhat * np.sum(g, axis=0)',
      after: '    dx = N * g - g.sum(axis=0) - xhat * np.sum(g * xhat, axis=0)',
    },
  ],
  blindSpots: [],
  reason: null,
  notes: ['dgamma comes with shape (1, 4) where (4,) is usual; the numbers are taken.'],
  checks: [
    { id: 'inputs-kept', holds: true, message: 'The inputs are left as they were.' },
    { id: 'deterministic', holds: false, message: 'Run twice, it gives different results.' },
  ],
  cases: [{ id: 'main', about: 'random data', verdict: 'disagrees' }],
  printed: 'epoch 1\n',
};
