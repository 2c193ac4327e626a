import type { Verdict } from '../report/report';
import { course } from './course';
import { jax } from './jax';
import type { Answers, Calls, Given, Peer } from './peer';
import { torchFast, torchSlow } from './torch';

/** What another checker would say at its default settings, emulated from its published rules. */
export interface PeerVerdict {
  readonly id: string;
  readonly name: string;
  readonly passes: boolean;
  readonly says: string;
  /** Why it is wrong on these numbers; null where it is right, or where we cannot decide either. */
  readonly misleads: string | null;
}

/** Elements of x beyond which peers that move every element are left out. */
const affordable = 600;

function peersOf({ dout }: Given): Peer[] {
  return [course, torchSlow, torchFast, jax].filter(
    ({ everyElement }) => !everyElement || dout.length <= affordable,
  );
}

/** Everything that the peers ask of a layer's own functions, in one list. */
export function peerCalls(given: Given): Calls {
  const calls = peersOf(given).map((peer) => peer.calls(given));
  return { points: calls.flatMap(({ points }) => points), douts: calls.flatMap(({ douts }) => douts) };
}

/**
 * What each peer concludes from the answers to `peerCalls`.
 * @param truth our own verdict on the gradients
 */
export function peerVerdicts(given: Given, answers: Answers, truth: Verdict): PeerVerdict[] {
  let point = 0;
  let dout = 0;
  return peersOf(given).map((peer) => {
    const { points, douts } = peer.calls(given);
    const own = {
      y: answers.y.slice(point, (point += points.length)),
      gradients: answers.gradients.slice(dout, (dout += douts.length)),
    };
    const { passes, says, blind, strict } = peer.judge(given, own);
    const misleads = passes && truth === 'disagrees' ? blind : !passes && truth === 'agrees' ? strict : null;
    return { id: peer.id, name: peer.name, passes, says, misleads };
  });
}
