import { FLOAT64, INTEGER, type Scalar } from '../../dialect/dialect';
import { quoted } from '../../failure';

/** Why a scalar is no number. */
interface ScalarFault {
  readonly reason: string;
}

const INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NAN = /^\.(?:nan|NaN|NAN)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** What YAML 1.1 and 1.2 take for different numbers, or for a number and a text. */
const DISPUTED =
  /^[-+]?(?:0\d+|0b[01_]+|[\d_]*\d_[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\d+(?::[0-5]?\d)+(?:\.\d*)?)$/;

/** The number that a plain scalar is by the core schema of YAML 1.2, or why it is none. */
export function scalarOf(text: string): Scalar | ScalarFault {
  if (DISPUTED.test(text)) {
    return {
      reason: `${quoted(text)} means different things to different readers of YAML: write a plain decimal`,
    };
  }
  if (/^[-+]?\d+$/.test(text)) return { number: Number(text) + 0, store: INTEGER };
  if (/^0o[0-7]+$|^0x[\da-fA-F]+$/.test(text)) return { number: Number(text), store: INTEGER };
  if (FLOAT.test(text)) return { number: Number(text), store: FLOAT64 };
  const sign = INFINITY.exec(text)?.[1];
  if (sign !== undefined) return { number: sign === '-' ? -Infinity : Infinity, store: FLOAT64 };
  if (NAN.test(text)) return { number: NaN, store: FLOAT64 };
  if (text === '') return { reason: 'nothing stands there, which is null' };
  return { reason: `${quoted(text)} is not a number` };
}
