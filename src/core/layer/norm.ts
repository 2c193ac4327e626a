import { each, mean, same, sum, type Line } from './expression';
import { gradientTex, nodeTex, type Step } from './step';

const dy = gradientTex(nodeTex.y);
const dz = gradientTex(nodeTex.gammax);
const dxhat = gradientTex(nodeTex.xhat);
const dc = gradientTex(nodeTex.xmu);
const dmu = gradientTex(nodeTex.mu);
const dvar = gradientTex(nodeTex.var);
const dms = gradientTex(nodeTex.ms);
const dq = gradientTex(nodeTex.sq);

/** xhat: what is normalised over what it is divided by. */
function normalise(dividend: 'x' | 'xmu', divisor: 'std' | 'rms'): Step {
  const s = nodeTex[divisor];
  return {
    id: 'xhat',
    name: 'normalised input',
    tex: String.raw`\hat{x}_{@E} = \frac{${nodeTex[dividend]}}{${s}}`,
    expression: each(
      'element',
      ({ [dividend]: x, [divisor]: s }) =>
        (i) =>
          x(i) / s(i),
    ),
    backward: {
      [dividend]: {
        tex: String.raw`\frac{1}{${s}} ${dxhat}`,
        expression: each(
          'element',
          ({ dxhat, [divisor]: s }) =>
            (i) =>
              dxhat(i) / s(i),
        ),
      },
      [divisor]: {
        tex: String.raw`-\frac{1}{${s}} \sum_{@R} ${dxhat}\, \hat{x}_{@E}`,
        expression: sum(
          'group',
          ({ dxhat, xhat, [divisor]: s }) =>
            (i) =>
              (-dxhat(i) * xhat(i)) / s(i),
        ),
      },
    },
  };
}

const scale: Step = {
  id: 'gammax',
  name: 'scaled',
  tex: String.raw`z_{@E} = \gamma_{@P} \hat{x}_{@E}`,
  expression: each(
    'element',
    ({ gamma, xhat }) =>
      (i) =>
        gamma(i) * xhat(i),
  ),
  backward: {
    gamma: {
      tex: String.raw`\sum_{@S} ${dz}\, \hat{x}_{@E}`,
      expression: sum(
        'parameter',
        ({ dgammax, xhat }) =>
          (i) =>
            dgammax(i) * xhat(i),
      ),
    },
    xhat: {
      tex: String.raw`\gamma_{@P} ${dz}`,
      expression: each(
        'element',
        ({ gamma, dgammax }) =>
          (i) =>
            gamma(i) * dgammax(i),
      ),
    },
  },
};

const shift: Step = {
  id: 'y',
  name: 'shifted output',
  tex: String.raw`y_{@E} = z_{@E} + \beta_{@P}`,
  expression: each(
    'element',
    ({ gammax, beta }) =>
      (i) =>
        gammax(i) + beta(i),
  ),
  backward: {
    beta: {
      tex: String.raw`\sum_{@S} ${dy}`,
      expression: sum(
        'parameter',
        ({ dout }) =>
          (i) =>
            dout(i),
      ),
    },
    gammax: {
      tex: dy,
      expression: same('element', 'dout'),
    },
  },
};

/** The output of a layer without beta. */
const unshifted: Step = {
  id: 'y',
  name: 'output',
  tex: 'y_{@E} = z_{@E}',
  expression: same('element', 'gammax'),
  backward: {
    gammax: {
      tex: dy,
      expression: same('element', 'dout'),
    },
  },
};

/** A squared value on its way to a mean of squares. */
function square(of: 'x' | 'xmu'): Step {
  return {
    id: 'sq',
    name: 'squared',
    tex: String.raw`q_{@E} = ${nodeTex[of]}^2`,
    expression: each(
      'element',
      ({ [of]: x }) =>
        (i) =>
          x(i) * x(i),
    ),
    backward: {
      [of]: {
        tex: String.raw`2 ${nodeTex[of]} ${dq}`,
        expression: each(
          'element',
          ({ [of]: x, dsq }) =>
            (i) =>
              2 * x(i) * dsq(i),
        ),
      },
    },
  };
}

const overN = (gradient: 'dmu' | 'dvar' | 'dms') =>
  each(
    'element',
    ({ [gradient]: d, N }) =>
      (i) =>
        d(i) / N,
  );

const mu: Step = {
  id: 'mu',
  name: 'mean',
  tex: String.raw`\mu_{@G} = \frac{1}{N} \sum_{@R} x_{@E}`,
  expression: mean(
    ({ x }) =>
      (i) =>
        x(i),
  ),
  backward: { x: { tex: String.raw`\frac{1}{N} ${dmu}`, expression: overN('dmu') } },
};

/** The mean is rounded; what that leaves over matters where x stands far from 0 beside its spread. */
const muRest: Line = {
  id: 'mu_rest',
  name: 'what rounding took from the mean',
  tex: String.raw`\frac{1}{N} \sum_{@R} (x_{@E} - \mu_{@G})`,
  expression: mean(
    ({ x, mu }) =>
      (i) =>
        x(i) - mu(i),
  ),
  hidden: true,
};

const centre: Step = {
  id: 'xmu',
  name: 'centred input',
  tex: String.raw`c_{@E} = x_{@E} - \mu_{@G}`,
  expression: each(
    'element',
    ({ x, mu, mu_rest }) =>
      (i) =>
        x(i) - mu(i) - mu_rest(i),
  ),
  backward: {
    x: {
      tex: dc,
      expression: same('element', 'dxmu'),
    },
    mu: {
      tex: String.raw`-\sum_{@R} ${dc}`,
      expression: sum(
        'group',
        ({ dxmu }) =>
          (i) =>
            -dxmu(i),
      ),
    },
  },
};

const variance: Step = {
  id: 'var',
  name: 'variance, biased',
  tex: String.raw`\sigma_{@G}^2 = \frac{1}{N} \sum_{@R} q_{@E}`,
  expression: mean(
    ({ sq }) =>
      (i) =>
        sq(i),
  ),
  backward: { sq: { tex: String.raw`\frac{1}{N} ${dvar}`, expression: overN('dvar') } },
};

const deviation: Step = {
  id: 'std',
  name: 'standard deviation with eps',
  tex: String.raw`s_{@G} = \sqrt{\sigma_{@G}^2 + \epsilon}`,
  expression: each(
    'group',
    ({ var: variance, eps }) =>
      (j) =>
        Math.sqrt(variance(j) + eps(j)),
  ),
  backward: {
    var: {
      tex: String.raw`\frac{1}{2 s_{@G}} ${gradientTex(nodeTex.std)}`,
      expression: each(
        'group',
        ({ dstd, std }) =>
          (j) =>
            dstd(j) / (2 * std(j)),
      ),
    },
  },
};

const meanSquare: Step = {
  id: 'ms',
  name: 'mean square',
  tex: String.raw`v_{@G} = \frac{1}{N} \sum_{@R} q_{@E}`,
  expression: mean(
    ({ sq }) =>
      (i) =>
        sq(i),
  ),
  backward: { sq: { tex: String.raw`\frac{1}{N} ${dms}`, expression: overN('dms') } },
};

const rootMeanSquare: Step = {
  id: 'rms',
  name: 'root mean square with eps',
  tex: String.raw`s_{@G} = \sqrt{v_{@G} + \epsilon}`,
  expression: each(
    'group',
    ({ ms, eps }) =>
      (j) =>
        Math.sqrt(ms(j) + eps(j)),
  ),
  backward: {
    ms: {
      tex: String.raw`\frac{1}{2 s_{@G}} ${gradientTex(nodeTex.rms)}`,
      expression: each(
        'group',
        ({ drms, rms }) =>
          (j) =>
            drms(j) / (2 * rms(j)),
      ),
    },
  },
};

/** What evaluation mode does instead: the running statistics are constants. */
const centreByRunning: Step = {
  id: 'xmu',
  name: 'centred by the running mean',
  tex: String.raw`c_{@E} = x_{@E} - m_{@G}`,
  expression: each(
    'element',
    ({ x, running_mean }) =>
      (i) =>
        x(i) - running_mean(i),
  ),
  backward: {
    x: {
      tex: dc,
      expression: same('element', 'dxmu'),
    },
  },
};

const runningDeviation: Step = {
  id: 'std',
  name: 'running standard deviation with eps',
  tex: String.raw`s_{@G} = \sqrt{v_{@G} + \epsilon}`,
  expression: each(
    'group',
    ({ running_var, eps }) =>
      (j) =>
        Math.sqrt(running_var(j) + eps(j)),
  ),
  backward: {},
};

/** The statistics of x, as the running ones are updated with them. */
export const meanAndVariance: readonly Line[] = [mu, muRest, centre, square('xmu'), variance];

const scaleAndShift: readonly Step[] = [scale, shift];

/** The forward pass of each way to normalise, as a computational graph. */
export const normSteps = {
  /** Batch norm in training (Ioffe and Szegedy 2015, algorithm 1), layer, group and instance norm. */
  centred: [mu, centre, square('xmu'), variance, deviation, normalise('xmu', 'std'), ...scaleAndShift],
  /** Batch norm in evaluation mode. */
  constant: [centreByRunning, runningDeviation, normalise('xmu', 'std'), ...scaleAndShift],
  /** RMS norm (Zhang and Sennrich 2019, equation 4), which leaves the mean where it is; with and without beta. */
  uncentred: [square('x'), meanSquare, rootMeanSquare, normalise('x', 'rms'), ...scaleAndShift],
  unshifted: [square('x'), meanSquare, rootMeanSquare, normalise('x', 'rms'), scale, unshifted],
} as const satisfies Record<string, readonly Step[]>;

/** The lines of a forward pass: its steps, and what the arithmetic of the mean needs beside them. */
export function forwardLines(steps: readonly Step[]): readonly Line[] {
  return steps.flatMap((step): Line[] => (step === mu ? [mu, muRest] : [step]));
}
