import type { LayerId } from '../layer/form';
import type { Tensor } from '../tensor/tensor';
import type { Case } from './data';
import { plainName, roleOf } from './roles';

/** What the forward pass may leave for the backward pass. */
export type Quantity =
  | 'x'
  | 'gamma'
  | 'beta'
  | 'eps'
  | 'y'
  | 'xmu'
  | 'xhat'
  | 'mu'
  | 'var'
  | 'var+eps'
  | 'std'
  | 'ivar'
  | 'N'
  | 'D'
  | 'param'
  | 'mask'
  | 'p';

/** What names mean as a rule, and what else people store under them: 1/std under `std` or `inv_var`, std under `var`. */
const meanings: readonly (readonly [RegExp, readonly Quantity[]])[] = [
  [
    /^(xhat|xnorm(ed)?|xnormali[sz]ed?|normali[sz]edx|normx?|xn|xhats?|xh|z|zhat|xstd|normali[sz]ed|xnor|normal|xi|outunit)$/,
    ['xhat', 'xmu'],
  ],
  [
    /^(xmu|xmean0|xc(ent(ered|red)?)?|xcentered|centered|centred|xm|dev(iation)?|xshift(ed)?|xdiff|diff|num|xminus(mu|mean)|xzero|c)$/,
    ['xmu', 'xhat'],
  ],
  [
    /^(ivar|invvar|istd|invstd|rstd|stdinv|samplestdinv|varinv|inv(erse)?(var|std|sigma)?|invsqrtvar|rsigma|isigma|rsqrt)$/,
    ['ivar', 'std', 'var+eps'],
  ],
  [/^(sqrtvar|(sample|batch|x)?std(dev)?|sigma|s|sd|den(om(inator)?)?|scaled?std)$/, ['std', 'ivar', 'var']],
  [/^(vareps|vplus(eps)?|varpluseps|sigma2eps)$/, ['var+eps', 'var']],
  [/^((sample|batch|x)?var(iance)?|v|sigma2|sigmasq|sig2)$/, ['var', 'var+eps', 'std', 'ivar']],
  [/^((sample|batch|x)?(mean|mu)|mu|avg|miu|m)$/, ['mu']],
  [/^(out|y|yhat|output)$/, ['y']],
  [/^(n|numrows|batchsize|nsamples|rows)$/, ['N', 'D']],
  [/^(d|numfeatures|features|cols)$/, ['D', 'N']],
];

/** What a name in a cache may hold, the likeliest first; empty where it is no name that we know. */
export function quantitiesOf(name: string, layer: LayerId): readonly Quantity[] {
  const plain = plainName(name.replace(/^self\./, ''));
  if (/^(mask|dropmask)$/.test(plain)) return ['mask'];
  const known = meanings.find(([pattern]) => pattern.test(plain));
  if (known !== undefined) return known[1];
  const role = roleOf(name);
  if (role === 'x' || role === 'gamma' || role === 'beta' || role === 'eps' || role === 'param')
    return [role];
  if (role === 'p' && layer === 'dropout') return ['p'];
  return [];
}

/** The statistics that a cache may hold, in shapes that broadcast with x; those of a group or a channel. */
export function quantityTensors(
  { x }: Case,
  values: Readonly<Record<'mu' | 'var' | 'std' | 'xmu' | 'xhat' | 'y', Float64Array | null>>,
  groupShape: readonly number[],
  eps: number,
): Partial<Record<Quantity, Tensor>> {
  const { mu, var: variance, std, xmu, xhat, y } = values;
  const made: Partial<Record<Quantity, Tensor>> = {};
  const put = (quantity: Quantity, shape: readonly number[], data: Float64Array | null | undefined): void => {
    if (data) made[quantity] = { shape, data };
  };
  put('xmu', x.shape, xmu);
  put('xhat', x.shape, xhat);
  put('y', x.shape, y);
  put('mu', groupShape, mu);
  put('var', groupShape, variance);
  put('std', groupShape, std);
  put(
    'ivar',
    groupShape,
    std?.map((s) => 1 / s),
  );
  put(
    'var+eps',
    groupShape,
    variance?.map((v) => v + eps),
  );
  return made;
}
