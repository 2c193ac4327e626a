import { presets } from '../problem/preset';
import type { Problem } from '../problem/problem';
import { dropoutClosed, dropoutSteps, type Factor } from './dropout';
import type { Line } from './expression';
import { forwardLines, normSteps } from './norm';
import {
  articleRoute,
  centredRoutes,
  constantRoutes,
  dropoutRoutes,
  uncentredRoutes,
  type Route,
} from './route';
import { runningLines } from './running';

/** What a layer computes: its forward pass, and the routes to its gradients. */
export interface Layer {
  readonly forward: readonly Line[];
  readonly routes: readonly Route[];
}

/** The layer of a problem. */
export function layerOf({ form, inputs, options }: Problem): Layer {
  switch (form.layer) {
    case 'dropout': {
      const { factor, keep } = dropoutOf({ inputs, options });
      const steps = dropoutSteps(factor, keep);
      return { forward: steps, routes: dropoutRoutes(steps, dropoutClosed(factor, keep)) };
    }
    case 'rmsnorm': {
      const steps = inputs.beta ? normSteps.uncentred : normSteps.unshifted;
      return { forward: steps, routes: uncentredRoutes(steps, inputs.beta !== undefined) };
    }
    case 'batchnorm': {
      if (options.mode === 'eval')
        return { forward: normSteps.constant, routes: constantRoutes(normSteps.constant) };
      return {
        forward: [...forwardLines(normSteps.centred), ...runningLines(presets[options.preset])],
        routes: [...centredRoutes(normSteps.centred), articleRoute],
      };
    }
    case 'groupnorm':
    case 'layernorm':
    case 'instancenorm': {
      const routes = centredRoutes(normSteps.centred);
      return {
        forward: forwardLines(normSteps.centred),
        routes: form.layer === 'groupnorm' ? [...routes, articleRoute] : routes,
      };
    }
  }
}

/** What a dropout problem multiplies each element by, and the probability of keeping an element. */
export function dropoutOf({ inputs, options }: Pick<Problem, 'inputs' | 'options'>): {
  readonly factor: Factor;
  readonly keep: number;
} {
  const { pMeaning, variant, mode } = options;
  const p = options.p ?? NaN;
  const keep = pMeaning === 'keep' ? p : 1 - p;
  if (mode === 'eval') return { factor: variant === 'inverted' ? 'identity' : 'constant', keep };
  // The course's mask holds 1/p where an element is kept: it is scaled already.
  const scaled = inputs.mask?.tensor.data.some((value) => value !== 0 && value !== 1) ?? false;
  return { factor: variant === 'inverted' && !scaled ? 'inverted' : 'as given', keep };
}
