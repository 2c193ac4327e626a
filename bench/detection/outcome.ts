import type { Finding, PeerName } from './find';

/**
 * What ours made of a finding.
 *   caught          the verdict is that the gradients disagree
 *   missed          the verdict is that they agree, although the mistake leaves a trace (trace.ts)
 *   cannot decide   the verdict says so, although the mistake leaves a trace
 *   nothing to see  the mistake leaves no trace, or there is none, and the verdict does not claim one
 *   false alarm     the verdict is that the gradients disagree, and there is nothing to see
 */
export type Outcome = 'caught' | 'missed' | 'cannot decide' | 'nothing to see' | 'false alarm';

export function outcomeOf({ trace, ours }: Finding): Outcome {
  if (ours.verdict === 'disagrees') return trace ? 'caught' : 'false alarm';
  if (!trace) return 'nothing to see';
  return ours.verdict === 'agrees' ? 'missed' : 'cannot decide';
}

export const isRight = ({ code }: Finding): boolean => code.source === 'right';

/** How many of the mistakes that leave a trace a peer rejects, of those that it looked at. */
export function caughtBy(peer: PeerName, findings: readonly Finding[]): string {
  return share(
    findings.filter(({ trace }) => trace),
    peer,
  );
}

/** How much of the right code a peer rejects, of what it looked at. */
export function alarmsOf(peer: PeerName, findings: readonly Finding[]): string {
  return share(findings.filter(isRight), peer);
}

/**
 * How many of the mistakes that leave a trace a peer tells from right code: it rejects them on data on which it
 * rejects no right code. A peer that rejects everything catches all and tells nothing.
 */
export function toldApart(peer: PeerName, findings: readonly Finding[]): string {
  const unfair = new Set(
    findings.filter((one) => isRight(one) && one.rejected[peer]).map(({ seed }) => seed),
  );
  const looked = findings.filter(({ trace, rejected }) => trace && rejected[peer] !== undefined);
  const told = looked.filter(({ rejected, seed }) => rejected[peer] && !unfair.has(seed));
  return ratio(told, looked);
}

function share(findings: readonly Finding[], peer: PeerName): string {
  const looked = findings.filter(({ rejected }) => rejected[peer] !== undefined);
  return ratio(
    looked.filter(({ rejected }) => rejected[peer]),
    looked,
  );
}

function ratio(some: readonly Finding[], all: readonly Finding[]): string {
  return all.length === 0 ? '–' : `${some.length}/${all.length}`;
}

/** How often each word occurs, the most frequent first: `a 12, b 3`. */
export function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}
