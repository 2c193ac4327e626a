import type { AxisOrder, LayerId } from '../layer/form';
import type { FileFacts, FunctionFacts } from './protocol';
import {
  directionNamed,
  isCache,
  isSpatial,
  layerNamed,
  outputOf,
  roleOf,
  stemOf,
  type Direction,
} from './roles';

/** A function of the file that can be checked, with the forward pass that belongs to it. */
export interface Target {
  /** `batchnorm_backward`, `BatchNorm.backward` */
  readonly name: string;
  /** The layers that it may be, the likeliest first. */
  readonly layers: readonly LayerId[];
  readonly layout: AxisOrder;
  readonly forward: FunctionFacts | null;
  readonly backward: FunctionFacts | null;
  /** The constructor of the class that both are methods of. */
  readonly init: FunctionFacts | null;
}

/** The function that a target is about. */
export function subjectOf({ forward, backward }: Pick<Target, 'forward' | 'backward'>): FunctionFacts {
  const subject = backward ?? forward;
  if (subject === null) throw new Error('a target has a function');
  return subject;
}

/** The name that a function is called by. */
export function fullName({ owner, name }: FunctionFacts): string {
  return owner === null ? name : `${owner}.${name}`;
}

/** Every function of a file that can be checked: each backward pass, and each forward pass that has none. */
export function targetsIn({ functions }: FileFacts): Target[] {
  const passes = functions.flatMap((facts) => {
    const direction = directionOf(facts);
    return direction === null ? [] : [{ facts, direction }];
  });
  const forwards = passes.filter(({ direction }) => direction === 'forward').map(({ facts }) => facts);
  const used = new Set<FunctionFacts>();
  const targets = passes.flatMap(({ facts, direction }): Target[] => {
    if (direction === 'forward') return [];
    const forward = partnerOf(facts, forwards);
    if (forward !== null) used.add(forward);
    return targetOf(functions, forward, facts);
  });
  const alone = forwards
    .filter((facts) => !used.has(facts))
    .flatMap((facts) => targetOf(functions, facts, null));
  return [...targets, ...alone].sort((a, b) => subjectOf(a).line - subjectOf(b).line);
}

/** The target of a function by its name; a forward pass is checked with its own outputs alone. */
export function targetNamed(facts: FileFacts, name: string): Target | null {
  const named = facts.functions.find((each) => fullName(each) === name || each.name === name);
  if (named === undefined) return null;
  const known = targetsIn(facts).find((target) => subjectOf(target) === named);
  if (known !== undefined) return known;
  const takesDout = named.params.some((param) => roleOf(param.name) === 'dout');
  const backward = (directionOf(named) ?? (takesDout ? 'backward' : 'forward')) === 'backward';
  const [target] = backward ? targetOf(facts.functions, null, named) : targetOf(facts.functions, named, null);
  return target ?? null;
}

function targetOf(
  functions: readonly FunctionFacts[],
  forward: FunctionFacts | null,
  backward: FunctionFacts | null,
): Target[] {
  const subject = subjectOf({ forward, backward });
  const layers = layersOf(subject, forward);
  if (layers.length === 0) return [];
  const init = functions.find(({ owner, name }) => owner === subject.owner && name === '__init__');
  return [
    {
      name: fullName(subject),
      layers,
      layout: layoutOf(layers[0] ?? 'batchnorm', [forward, backward]),
      forward,
      backward,
      init: subject.owner === null ? null : (init ?? null),
    },
  ];
}

/** Which pass a function is, by its name or by what it takes and returns; null for a helper. */
function directionOf(facts: FunctionFacts): Direction | null {
  const { name, owner, params } = facts;
  if (owner !== null) {
    if (!/^(forward|backward|__call__|(f|b)(prop|wd))/.test(name)) return null;
    return name.startsWith('b') ? 'backward' : 'forward';
  }
  const isLayer =
    layerNamed(name) !== null ||
    layerOfParams(facts) !== null ||
    params.some((param) => roleOf(param.name) === 'gamma');
  const named = directionNamed(name);
  const [first] = params;
  if (first === undefined) return null;
  const takesDout = params.some((param) => roleOf(param.name) === 'dout');
  if (named === 'backward' && (isLayer || takesDout)) return 'backward';
  if (named === 'forward' && isLayer) return 'forward';
  const givesGradients = facts.returns.filter((output) => outputOf(output)?.startsWith('d')).length >= 2;
  if (named === null && takesDout && (givesGradients || isLayer)) return 'backward';
  if (named === null && isLayer && roleOf(first.name) === 'x' && !takesDout) return 'forward';
  return null;
}

/** The forward pass that a backward pass belongs to: of the same class, or of the same name but for the direction. */
function partnerOf(backward: FunctionFacts, forwards: readonly FunctionFacts[]): FunctionFacts | null {
  const own = forwards.filter(({ owner }) => owner === backward.owner);
  if (backward.owner !== null) return own[0] ?? null;
  const stem = stemOf(backward.name);
  const same = own.find(({ name }) => stemOf(name) === stem);
  if (same !== undefined) return same;
  const layer = layerNamed(backward.name);
  const ofLayer = own.filter(
    ({ name }) => layerNamed(name) === layer && isSpatial(name) === isSpatial(backward.name),
  );
  return ofLayer.length === 1 ? (ofLayer[0] ?? null) : null;
}

/** The layers that a function may be: by its name, its class's, its parameters', its forward's. */
function layersOf(subject: FunctionFacts, forward: FunctionFacts | null): readonly LayerId[] {
  const named =
    layerNamed(subject.name) ??
    (subject.owner === null ? null : layerNamed(subject.owner)) ??
    (forward && (layerNamed(forward.name) ?? layerOfParams(forward))) ??
    layerOfParams(subject);
  if (named !== null) return [named];
  return subject.owner === null || forward !== null ? ['batchnorm', 'layernorm'] : [];
}

function layerOfParams({ params, keys, unpacked }: FunctionFacts): LayerId | null {
  const names = params.map(({ name }) => name);
  const inside = [...Object.values(keys), ...Object.values(unpacked)].flat();
  const has = (test: RegExp): boolean => names.some((name) => test.test(name));
  if (has(/^bn_/)) return 'batchnorm';
  if (has(/^ln_/)) return 'layernorm';
  if (has(/^gn_/) || has(/^(G|num_groups|groups)$/)) return 'groupnorm';
  if (has(/^drop/) || has(/^mask$/) || inside.includes('mask')) return 'dropout';
  if (inside.some((name) => /^(running|moving)_/.test(name)) || has(/^(running|moving)_/)) return 'batchnorm';
  return null;
}

/** The order of x's axes, as the name says or the line that takes x.shape apart. */
function layoutOf(layer: LayerId, passes: readonly (FunctionFacts | null)[]): AxisOrder {
  const shapes = passes.flatMap((facts) =>
    Object.entries(facts?.unpacked ?? {})
      .filter(([what]) => /^(x|dout|inp|input|X|inputs|dy)\.shape$/.test(what))
      .map(([, names]) => names),
  );
  const four = shapes.find((names) => names.length === 4);
  if (four !== undefined) return /c/i.test(four[3] ?? '') ? 'NHWC' : 'NCHW';
  const three = shapes.find((names) => names.length === 3);
  if (three !== undefined) return layer === 'layernorm' || /[cd]/i.test(three[2] ?? '') ? 'NLC' : 'NCL';
  if (shapes.some((names) => names.length === 2) && layer !== 'groupnorm') return 'ND';
  const names = passes.flatMap((facts) => (facts ? [facts.name, facts.owner ?? ''] : []));
  const spatial = layer === 'groupnorm' || layer === 'instancenorm' || names.some(isSpatial);
  return spatial ? 'NCHW' : 'ND';
}

/** Whether a parameter holds what the forward pass left; the last of two is, whatever its name. */
export function holdsCache(facts: FunctionFacts, name: string): boolean {
  if (isCache(name)) return true;
  const taken = facts.unpacked[name] ?? facts.keys[name];
  if (taken !== undefined && roleOf(name) !== 'dout' && !(name in {})) return true;
  return facts.params.length === 2 && facts.params[1]?.name === name && roleOf(name) === null;
}
