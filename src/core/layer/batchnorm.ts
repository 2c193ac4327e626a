import { each, mean, sum } from './expression';
import { gradientTex, nodeTex, type Step } from './step';

const dy = gradientTex(nodeTex.y);
const dz = gradientTex(nodeTex.gammax);
const dxhat = gradientTex(nodeTex.xhat);
const dc = gradientTex(nodeTex.xmu);
const dmu = gradientTex(nodeTex.mu);
const dvar = gradientTex(nodeTex.var);
const dstd = gradientTex(nodeTex.std);
const dq = gradientTex(nodeTex.sq);

/** Normalise, scale and shift: the end of both modes, wherever c and s come from. */
const scaleAndShift: readonly Step[] = [
  {
    id: 'xhat',
    name: 'normalised input',
    tex: String.raw`\hat{x}_{ij} = \frac{c_{ij}}{s_j}`,
    expression: each('element', ({ xmu, std }, i) => xmu(i) / std(i)),
    backward: {
      xmu: {
        tex: String.raw`\frac{1}{s_j} ${dxhat}`,
        expression: each('element', ({ dxhat, std }, i) => dxhat(i) / std(i)),
      },
      std: {
        tex: String.raw`-\frac{1}{s_j} \sum_{i} ${dxhat}\, \hat{x}_{ij}`,
        expression: sum('group', ({ dxhat, xhat, std }, i) => (-dxhat(i) * xhat(i)) / std(i)),
      },
    },
  },
  {
    id: 'gammax',
    name: 'scaled',
    tex: String.raw`z_{ij} = \gamma_j \hat{x}_{ij}`,
    expression: each('element', ({ gamma, xhat }, i) => gamma(i) * xhat(i)),
    backward: {
      gamma: {
        tex: String.raw`\sum_{i} ${dz}\, \hat{x}_{ij}`,
        expression: sum('parameter', ({ dgammax, xhat }, i) => dgammax(i) * xhat(i)),
      },
      xhat: {
        tex: String.raw`\gamma_j ${dz}`,
        expression: each('element', ({ gamma, dgammax }, i) => gamma(i) * dgammax(i)),
      },
    },
  },
  {
    id: 'y',
    name: 'shifted output',
    tex: String.raw`y_{ij} = z_{ij} + \beta_j`,
    expression: each('element', ({ gammax, beta }, i) => gammax(i) + beta(i)),
    backward: {
      beta: {
        tex: String.raw`\sum_{i} ${dy}`,
        expression: sum('parameter', ({ dout }, i) => dout(i)),
      },
      gammax: {
        tex: dy,
        expression: each('element', ({ dout }, i) => dout(i)),
      },
    },
  },
];

/** Batch normalisation in training mode (Ioffe and Szegedy 2015, algorithm 1) as a computational graph. */
export const trainSteps: readonly Step[] = [
  {
    id: 'mu',
    name: 'mean of the batch',
    tex: String.raw`\mu_j = \frac{1}{N} \sum_{i} x_{ij}`,
    expression: mean(({ x }, i) => x(i)),
    backward: {
      x: {
        tex: String.raw`\frac{1}{N} ${dmu}`,
        expression: each('element', ({ dmu, N }, i) => dmu(i) / N),
      },
    },
  },
  {
    id: 'xmu',
    name: 'centred input',
    tex: String.raw`c_{ij} = x_{ij} - \mu_j`,
    expression: each('element', ({ x, mu }, i) => x(i) - mu(i)),
    backward: {
      x: {
        tex: dc,
        expression: each('element', ({ dxmu }, i) => dxmu(i)),
      },
      mu: {
        tex: String.raw`-\sum_{i} ${dc}`,
        expression: sum('group', ({ dxmu }, i) => -dxmu(i)),
      },
    },
  },
  {
    id: 'sq',
    name: 'squared',
    tex: String.raw`q_{ij} = c_{ij}^2`,
    expression: each('element', ({ xmu }, i) => xmu(i) * xmu(i)),
    backward: {
      xmu: {
        tex: String.raw`2 c_{ij} ${dq}`,
        expression: each('element', ({ xmu, dsq }, i) => 2 * xmu(i) * dsq(i)),
      },
    },
  },
  {
    id: 'var',
    name: 'variance of the batch, biased',
    tex: String.raw`\sigma_j^2 = \frac{1}{N} \sum_{i} q_{ij}`,
    expression: mean(({ sq }, i) => sq(i)),
    backward: {
      sq: {
        tex: String.raw`\frac{1}{N} ${dvar}`,
        expression: each('element', (values, i) => values.dvar(i) / values.N),
      },
    },
  },
  {
    id: 'std',
    name: 'standard deviation with eps',
    tex: String.raw`s_j = \sqrt{\sigma_j^2 + \epsilon}`,
    expression: each('group', (values, j) => Math.sqrt(values.var(j) + values.eps)),
    backward: {
      var: {
        tex: String.raw`\frac{1}{2 s_j} ${dstd}`,
        expression: each('group', ({ dstd, std }, j) => dstd(j) / (2 * std(j))),
      },
    },
  },
  ...scaleAndShift,
];

/** Batch normalisation in evaluation mode: the running statistics are constants. */
export const evalSteps: readonly Step[] = [
  {
    id: 'xmu',
    name: 'centred by the running mean',
    tex: String.raw`c_{ij} = x_{ij} - m_j`,
    expression: each('element', ({ x, running_mean }, i) => x(i) - running_mean(i)),
    backward: {
      x: {
        tex: dc,
        expression: each('element', ({ dxmu }, i) => dxmu(i)),
      },
    },
  },
  {
    id: 'std',
    name: 'running standard deviation with eps',
    tex: String.raw`s_j = \sqrt{v_j + \epsilon}`,
    expression: each('group', ({ running_var, eps }, j) => Math.sqrt(running_var(j) + eps)),
    backward: {},
  },
  ...scaleAndShift,
];
