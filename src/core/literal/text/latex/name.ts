const LONGEST = 160;

const WRAPPER =
  /\\(?:mathbf|mathrm|mathit|mathsf|mathtt|mathbb|mathcal|boldsymbol|bm|vec|text|textbf|textit|operatorname|pmb|ensuremath)\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|[A-Za-z]))/g;
const ACCENT = /\\(?:wide)?(hat|tilde|bar|overline|dot|check)\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|[A-Za-z]))/g;
const DERIVATIVE =
  /^\\[dt]?frac\s*\{\s*(?:\\partial|d)\s*[^{}]*\}\s*\{\s*(?:\\partial|d)\s*([^{}]*)\}$|^\\partial\s*\S+?\s*\/\s*\\partial\s*(.*)$|^\\nabla_(?:\{([^{}]*)\}|(\S))\s*\S+$/;
const LOOKS = /[\s&~]|\\(?:left|right|displaystyle|quad|qquad|[,;:! ])/g;
const VARIANTS: Readonly<Record<string, string>> = {
  varepsilon: 'epsilon',
  vartheta: 'theta',
  varphi: 'phi',
};

/** The name that the left-hand side of an equation spells: `\mathbf{x}`, `\hat{x}`, `\frac{\partial L}{\partial x}`. */
export function latexName(side: string): string | null {
  if (side.length > LONGEST || side.includes('\\begin')) return null;
  const bare = lastWord(unwrapped(side).replaceAll('&', ' ').trim());
  const derivative = DERIVATIVE.exec(bare);
  const groups: (string | undefined)[] = derivative?.slice(1) ?? [];
  const variable = groups.find((group) => group !== undefined);
  if (variable !== undefined) {
    const name = symbolName(variable);
    return name === null ? null : `d${name}`;
  }
  return symbolName(bare);
}

/** What stands behind plain words: `where x` is about x. */
function lastWord(text: string): string {
  return /^(?:[A-Za-z]{2,}:?\s+)+(\S+)$/.exec(text)?.[1] ?? text;
}

/** Takes away what only changes how a symbol looks, from the inside out. */
function unwrapped(text: string): string {
  for (let before = text; ;) {
    const after = before
      .replace(WRAPPER, (_, group?: string, symbol?: string) => group ?? symbol ?? '')
      .replace(ACCENT, (_, accent: string, group?: string, symbol?: string) => {
        const base = (group ?? symbol ?? '').trim().replace(/^\\/, '');
        return base + (accent === 'overline' ? 'bar' : accent);
      });
    if (after === before) return after;
    before = after;
  }
}

function symbolName(text: string): string | null {
  const bare = text
    .replace(/\\([A-Za-z]+)/g, (command, word: string) =>
      /^(?:left|right|displaystyle|quad|qquad)$/.test(word) ? command : (VARIANTS[word] ?? word),
    )
    .replace(LOOKS, '')
    .replace(/\\_/g, '_')
    .replace(/_\{([^{}]*)\}/g, '_$1')
    .replace(/[{}]/g, '');
  return /^[\p{L}][\p{L}\p{N}_]*$/u.test(bare) ? bare : null;
}
