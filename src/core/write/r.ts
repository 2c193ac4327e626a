import { exactText } from '../tensor/format';
import type { Tensor } from '../tensor/tensor';
import { asTheyAre, type Writer } from './writer';

/** R: a matrix is filled by rows; an array of more axes with the last axis first, as R stores, then turned round. */
export const R: Writer = {
  name: 'R',
  sign: null,
  assignment: (name, tensor) => `${name} <- ${valueOf(tensor)}`,
  comment: (text) => `# ${text}`,
  prelude: [],
  difference: ({ is, due }) => [
    `difference <- abs(${is} - ${due})`,
    'difference[is.nan(difference)] <- Inf',
    'at <- which.max(difference)',
    'index <- if (is.null(dim(difference))) at else arrayInd(at, dim(difference))',
    `cat(sprintf("largest difference %.17g at ${is}[%s]\\n", max(difference), paste(index, collapse = ",")))`,
  ],
  program: asTheyAre,
};

function valueOf({ shape, data }: Tensor): string {
  const numbers = Array.from(data, numberText);
  if (shape.length === 0) return numbers.join('');
  const width = shape.at(-1) ?? 1;
  const rows = Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width).join(', '),
  );
  if (shape.length === 1) return `c(${rows.join('')})`;
  const list = `c(\n  ${rows.join(',\n  ')}\n)`;
  if (shape.length === 2) return `matrix(${list}, nrow = ${shape[0] ?? 1}, byrow = TRUE)`;
  const axes = shape.map((_, axis) => axis + 1).reverse();
  return `aperm(array(${list}, dim = c(${[...shape].reverse().join(', ')})), c(${axes.join(', ')}))`;
}

/** R has no single precision, so that each number is the double that it is. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Inf' : 'Inf';
  const decimals = [exactText(value), value.toPrecision(17)];
  return decimals.find((text) => isReadRight(text, value)) ?? hexadecimal(value);
}

/**
 * Whether R reads a decimal as this number. It rounds to an extended precision first and to a double then, which goes
 * wrong where the decimal lies next to the middle between two doubles.
 */
function isReadRight(text: string, value: number): boolean {
  const [, digits = '0', point = '', exponent = '0'] =
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) ?? [];
  if (value === 0) return true;
  const { mantissa, power } = binary(Math.abs(value));
  const tens = Number(exponent) - point.length;
  if (Math.abs(tens) > 250) return false;
  const scale = 10n ** BigInt(Math.max(0, -tens)) * 2n ** BigInt(Math.max(0, power));
  const decimal =
    BigInt(digits + point) * 10n ** BigInt(Math.max(0, tens)) * 2n ** BigInt(Math.max(0, -power));
  const distance = decimal - BigInt(mantissa) * scale;
  // Of a unit in the last place, 15/32 are surely on this side of the middle.
  return 32n * (distance < 0n ? -distance : distance) < 15n * scale;
}

/** A positive double as a whole number times a power of two, the number as large as it can be. */
function binary(value: number): { mantissa: number; power: number } {
  let power = Math.max(-1074, Math.floor(Math.log2(value)) - 52);
  // Next to a power of two the logarithm may be rounded up.
  if (power > -1074 && value / 2 ** power < 2 ** 52) power--;
  return { mantissa: value / 2 ** power, power };
}

/** `0x1.8p+1`: exact by itself. What is smaller than R reads in this way is a product. */
function hexadecimal(value: number): string {
  const sign = value < 0 ? '-' : '';
  const { mantissa, power } = binary(Math.abs(value));
  if (mantissa < 2 ** 52) return `${sign}${mantissa} * 2^${power}`;
  const fraction = mantissa.toString(16).slice(1).replace(/0+$/, '');
  const exponent = power + 52;
  return `${sign}0x1${fraction && `.${fraction}`}p${exponent < 0 ? '' : '+'}${exponent}`;
}
