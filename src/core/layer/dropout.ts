import { each, type Line } from './expression';
import { gradientTex, nodeTex, type Step } from './step';

/** What dropout multiplies each element by. */
export type Factor = 'inverted' | 'as given' | 'constant' | 'identity';

const dy = gradientTex(nodeTex.y);

/** How the factor comes from the mask and the probability p of keeping an element. */
const factors: Readonly<Record<Factor, Pick<Step, 'name' | 'tex'>>> = {
  inverted: { name: 'mask over the share that is kept', tex: String.raw`m_{@E} = \frac{b_{@E}}{p}` },
  'as given': { name: 'mask', tex: 'm_{@E} = b_{@E}' },
  constant: { name: 'share that is kept', tex: 'm_{@E} = p' },
  identity: { name: 'nothing is dropped', tex: 'm_{@E} = 1' },
};

/** Dropout (Srivastava et al. 2014) as a computational graph. */
export function dropoutSteps(factor: Factor, keep: number): readonly Step[] {
  return [
    {
      id: 'factor',
      ...factors[factor],
      expression: each('element', ({ mask }) => (i) => {
        if (factor === 'identity') return 1;
        if (factor === 'constant') return keep;
        return factor === 'as given' || mask(i) === 0 ? mask(i) : mask(i) / keep;
      }),
      backward: {},
    },
    {
      id: 'y',
      name: 'output',
      tex: 'y_{@E} = m_{@E}\\, x_{@E}',
      expression: each(
        'element',
        ({ x, factor }) =>
          (i) =>
            x(i) * factor(i),
      ),
      backward: {
        x: {
          tex: String.raw`m_{@E} ${dy}`,
          expression: each(
            'element',
            ({ dout, factor }) =>
              (i) =>
                dout(i) * factor(i),
          ),
        },
      },
    },
  ];
}

/** dx in one line, the mask and p put in. */
export function dropoutClosed(factor: Factor, keep: number): readonly Line[] {
  const tex: Readonly<Record<Factor, string>> = {
    inverted: String.raw`\begin{cases} ${dy} / p & b_{@E} = 1 \\ 0 & b_{@E} = 0 \end{cases}`,
    'as given': `b_{@E} ${dy}`,
    constant: `p\\, ${dy}`,
    identity: dy,
  };
  return [
    {
      id: 'dx',
      name: 'gradient of x',
      tex: `${gradientTex('x_{@E}')} = ${tex[factor]}`,
      expression: each('element', ({ dout, mask }) => (i) => {
        if (factor === 'identity') return dout(i);
        if (factor === 'constant') return keep * dout(i);
        if (factor === 'as given') return mask(i) * dout(i);
        return mask(i) === 0 ? 0 : dout(i) / keep;
      }),
    },
  ];
}
