import type { LayerId } from '../layer/form';
import type { OutputName } from '../problem/problem';

/** What a parameter, a key or an attribute is for. */
export type Role =
  | 'x'
  | 'gamma'
  | 'beta'
  | 'dout'
  | 'cache'
  | 'param'
  | 'eps'
  | 'momentum'
  | 'mode'
  | 'training'
  | 'running_mean'
  | 'running_var'
  | 'groups'
  | 'mask'
  | 'p'
  | 'seed'
  | 'features'
  | 'axis';

/** Names without case and underscores, as people write them in public code; the first that fits counts. */
const roleNames: readonly (readonly [Role, RegExp])[] = [
  [
    'dout',
    /^(d_?out(put)?s?|dys?|grad(ient)?s?(out(put)?s?|y|upstream)?|dl_?d(y|out|output)|dlout|upstream(grad(ient)?s?)?|delta|dupstream|dnext|dz|dh|dl|d|topgrad|outgrad|ygrad|dloss(d(y|out))?)$/,
  ],
  [
    'param',
    /^((bn|ln|gn|in|rms|dropout|drop|do|norm|batchnorm|layernorm|groupnorm|layer|hyper)?(params?|config|cfg|conf|options|opts|settings))$/,
  ],
  ['running_mean', /^(running|moving|run|mov|r|global|pop(ulation)?|ema|avg)(mean|mu|avg|m)s?$/],
  ['running_var', /^(running|moving|run|mov|r|global|pop(ulation)?|ema|avg)(var|variance|v|sigma2)s?$/],
  ['eps', /^(eps|epsilon|epsi|e)$/],
  ['momentum', /^(momentum|mom|decay|alpha|rho)$/],
  ['mode', /^(mode|phase)$/],
  ['training', /^(is)?(train|training|trainmode|trainingmode)$/],
  ['seed', /^(rng|random)?seed$/],
  ['mask', /^(drop(out)?)?mask$/],
  [
    'p',
    /^(p|pr|prob|probability|(p?keep|p?drop|retain)(prob|rate|ratio|probability|p)?|rate|dropout(ratio|rate|prob|p|keepratio|keepprob)?|q)$/,
  ],
  ['groups', /^(n|num)?groups?$/],
  ['x', /^(xs?|inp|inputs?|xin|inx|a|z|h|data|features|activations?|batch|bottom|xdata|xinput)$/],
  ['gamma', /^(gammas?|weights?|w|scales?|g|gain)$/],
  ['beta', /^(betas?|bias(es)?|b|shifts?|offsets?)$/],
  [
    'features',
    /^(d|c|n?features|numfeatures|numchannels|channels|nchannels|dim|dims|ndim|inputdim|inputsize|size|nin|nout|normalizedshape|shape|inputshape|hiddendim|hidden|hiddensize|units|numunits|nfeat|infeatures|indim|width)$/,
  ],
  ['axis', /^(axis|axes|dim)$/],
];

const cacheNames =
  /^((bn|ln|gn|do|dropout|norm|forward|fwd|sbn)?(cached?s?|ctx|context|saved?(values|tensors|forbackward)?|mem(ory)?|stash|state|intermediates?|tmp|stor(e|ed|age)|tape|residuals?|info|c|vals?|values|aux))$/;

/** A name as the tables have it. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/_/g, '');
}

/** What a name stands for; null where it is none that we know. */
export function roleOf(name: string, layer: LayerId | null = null): Role | null {
  if (name === 'G' && (layer === 'groupnorm' || layer === null)) return 'groups';
  const plain = plainName(name);
  return roleNames.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Whether a parameter of a backward pass is what the forward pass left for it. */
export function isCache(name: string): boolean {
  return cacheNames.test(plainName(name));
}

/** Which gradient or output a returned name is. */
export function outputOf(name: string): OutputName | null {
  const plain = plainName(name.replace(/^self\.|^.*\[['"]|['"]\]$/g, ''));
  if (/^(d|grad|dl?d?|gradof|dloss)(x|inp|input|inputs|xin|data|bottom)s?\d?$|^(x|input)grad$/.test(plain))
    return 'dx';
  if (/^(d|grad|dl?d?|dloss)(gamma|weight|w|scale|g|gain)s?$|^(gamma|weight|scale|g)grad$/.test(plain))
    return 'dgamma';
  if (/^(d|grad|dl?d?|dloss)(beta|bias|b|shift|offset)s?$|^(beta|bias|shift|b)grad$/.test(plain))
    return 'dbeta';
  if (/^(y|out|output|outputs|yhat|result|res|o)$/.test(plain)) return 'y';
  return null;
}

const layerWords: readonly (readonly [LayerId, RegExp])[] = [
  ['groupnorm', /group_?norm|(^|_)gn(_|\d|$)|spatial_group/],
  ['instancenorm', /instance_?norm|(^|_)inorm|(^|_)in_norm/],
  ['layernorm', /layer_?norm|(^|_)ln(_|\d|$)|lnorm/],
  ['rmsnorm', /rms/],
  ['batchnorm', /batch_?norm|(^|_)s?bn(_|\d|$)|bnorm|batch_?normali[sz]ation/],
  ['dropout', /drop/],
];

/** The layer that a function's or a class's name speaks of. */
export function layerNamed(name: string): LayerId | null {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  return layerWords.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Whether a name speaks of images: spatial batch norm, BatchNorm2d. */
export function isSpatial(name: string): boolean {
  return /spatial|sbn|2d|conv|image|nchw/i.test(name);
}

export type Direction = 'forward' | 'backward';

/** Which pass a name speaks of. */
export function directionNamed(name: string): Direction | null {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  if (/back|bwd|bprop|grad|(^|_)(b|bp|bw|deriv.*)(_|$)/.test(words)) return 'backward';
  if (/forw|fwd|fprop|(^|_)(f|fp|fw|call|apply)(_|$)/.test(words)) return 'forward';
  return null;
}

/** What is left of a name without its direction and the words for another version of the same. */
export function stemOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/backward|backprop|back|bwd|bprop|gradients?|grad|forward|forw|fwd|fprop/g, '')
    .replace(
      /(^|_)(alt|alternative|fast|slow|simple|simplified|vectori[sz]ed|naive|closed|staged|v?\d|new|old|my|one|line|pass)(?=_|$)/g,
      '',
    )
    .replace(/_+/g, '');
}
