import type { Verdict } from '../core/report/report';

/** How a verdict looks where there is room for a word: a product icon, a sign for plain text, and the word. */
export interface Sign {
  readonly icon: string;
  readonly sign: string;
  readonly word: string;
}

export const verdictSigns: Readonly<Record<Verdict, Sign>> = {
  agrees: { icon: '$(pass)', sign: '✓', word: 'agrees' },
  disagrees: { icon: '$(error)', sign: '✗', word: 'disagrees' },
  'cannot-decide': { icon: '$(question)', sign: '?', word: 'cannot decide' },
};
